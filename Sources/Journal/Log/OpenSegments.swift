import Synchronization

/// Keeps the sealed segments read last open, so that reading payloads one after another does not open a file for each.
final class OpenSegments: Sendable {
  private static let limit = 8

  private let directory: JournalDirectory
  private let recent = Mutex<[Segment]>([])

  init(_ directory: JournalDirectory) {
    self.directory = directory
  }

  /// The segment, for reading; nil when it was compacted away.
  func segment(_ number: UInt64) throws(JournalError) -> Segment? {
    if let open = recent.withLock({ $0.first { $0.number == number } }) { return open }
    guard let segment = try Segment.open(number, in: directory, .read) else { return nil }
    recent.withLock {
      $0.append(segment)
      if $0.count > Self.limit { $0.removeFirst() }
    }
    return segment
  }

  /// Lets go of all: a file that is open takes space even when it was removed.
  func close() {
    recent.withLock { $0 = [] }
  }
}
