package import Daybook

/// Where a listing of events begins.
package enum EventStart: Hashable, Sendable {
  case beginning
  /// After everything that is recorded now.
  case end
  case after(UInt64)
  case at(Timestamp)

  /// `4821`, `10m`, `2027-01-01T00:00:00Z`, or nothing.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for any other text.
  package init(_ text: String?, follows: Bool, now: Timestamp) throws(DaybookError) {
    guard let text else {
      self = follows ? .end : .beginning
      return
    }
    if let sequence = UInt64(text.hasPrefix("#") ? String(text.dropFirst()) : text) {
      self = .after(sequence)
    } else if text.first?.isNumber == true, !text.contains("-"), !text.contains(":") {
      self = .at(now.adding(milliseconds: -(try DurationText.milliseconds(text))))
    } else {
      self = .at(try InstantText.parse(text, now: now))
    }
  }

  /// The sequence to read after.
  package func sequence(last: UInt64) -> UInt64 {
    switch self {
    case .beginning, .at: 0
    case .end: last
    case .after(let sequence): sequence
    }
  }

  /// Whether an event after that sequence belongs to the listing.
  package func includes(_ event: SchedulerEvent) -> Bool {
    if case .at(let start) = self { event.time >= start } else { true }
  }
}
