/// The offsets of one time zone through all time, as its zone file gives them.
///
/// A value never changes: to notice that the zone database has, load the zone again and compare `identity`.
public struct TimeZoneRules: Sendable, Hashable {
  /// The zone's name: `Europe/Paris`.
  public let name: String
  /// A checksum of the zone file; 0 for the built-in UTC. Two loads with the same identity have the same rules.
  public let identity: UInt64

  /// The instants at which the offset changes, ascending.
  private let transitions: [Int64]
  /// `offsets[i]` is in force before `transitions[i]`, and the last one after them all, unless there is a footer.
  private let offsets: [Int64]
  /// The rule for all time after the last transition.
  private let footer: PosixZoneRule?

  /// Coordinated Universal Time, which needs no file.
  public static let utc = TimeZoneRules(name: "UTC", identity: 0, transitions: [], offsets: [0], footer: nil)

  init(name: String, identity: UInt64, transitions: [Int64], offsets: [Int64], footer: PosixZoneRule?) {
    precondition(offsets.count == transitions.count + 1, "zone rules need an offset on either side of each transition")
    self.name = name
    self.identity = identity
    self.transitions = transitions
    self.offsets = offsets
    self.footer = footer
  }

  /// Loads a zone from the host's database: `$TZDIR` if set, else `/usr/share/zoneinfo`.
  /// - Throws: `CronError` that names the file, when the zone is unknown or its file damaged.
  public init(named name: String) throws(CronError) {
    self = try ZoneDatabase.system().rules(named: name)
  }

  /// Seconds east of UTC at an instant (UTC seconds since 1970).
  public func offset(at instant: Int64) -> Int32 {
    Int32(truncatingIfNeeded: span(at: instant).offset)
  }

  /// The span of one offset that an instant lies in.
  package func span(at instant: Int64) -> ZoneSpan {
    let index = transitionsThrough(instant)
    if index == transitions.count, let footer {
      let span = footer.span(at: min(max(instant, ZoneSpan.beginning), ZoneSpan.ending))
      let start = transitions.last.map { max($0, span.start) } ?? span.start
      return ZoneSpan(start: start, end: span.end, offset: span.offset)
    }
    return ZoneSpan(
      start: index > 0 ? transitions[index - 1] : ZoneSpan.beginning,
      end: index < transitions.count ? transitions[index] : ZoneSpan.ending,
      offset: offsets[index])
  }

  /// The number of transitions that are not after an instant.
  private func transitionsThrough(_ instant: Int64) -> Int {
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

extension TimeZoneRules {
  /// The latest wall seconds the clock has shown up to and including an instant: above what it shows now if it has
  /// been turned back.
  package func highWater(through instant: Int64) -> Int64 {
    var span = span(at: instant)
    var wall = instant + span.offset
    while span.start > instant - ZoneSpan.reach {
      span = self.span(at: span.start - 1)
      wall = max(wall, span.end - 1 + span.offset)
    }
    return wall
  }

  /// The first instant at which the clock shows some wall seconds or later.
  package func firstInstant(reaching wallSeconds: Int64) -> Int64 {
    var span = span(at: wallSeconds - ZoneSpan.reach)
    while span.end + span.offset <= wallSeconds {
      span = self.span(at: span.end)
    }
    return max(span.start, wallSeconds - span.offset)
  }
}
