/// How a journal is opened.
package struct JournalOptions: Sendable {
  /// A segment that has reached this size is sealed and the next one begun; bytes.
  package var segmentSize = 16 << 20
  /// How far ahead of the last frame space is allocated and filled with zeros; bytes.
  package var preallocation = 1 << 20
  /// How much of the space taken ahead is kept for what ends something, when there is no more to be had; bytes.
  package var reserve: Int { preallocation / 4 }
  /// When an append counts as accepted.
  package var durability = Durability.always
  /// Open a journal on a network file system, where locks are not to be trusted.
  package var force = false
  /// How long to wait for the append lock before naming its holder; milliseconds.
  package var lockTimeout = 5000

  package init() {}

  /// Refuses what cannot be done, by name.
  func check() throws(JournalError) {
    if case .interval(let milliseconds) = durability, !(1...Durability.longestInterval).contains(milliseconds) {
      throw JournalError(
        .unsupported,
        "the durability `interval` syncs after 1 to \(JournalOptions.Durability.longestInterval) ms, not \(milliseconds)"
      )
    }
    guard (JournalLimits.smallestSegmentBytes...JournalLimits.segmentBytes).contains(segmentSize), preallocation > 0
    else {
      throw JournalError(
        .unsupported,
        "a segment is \(JournalLimits.smallestSegmentBytes) to \(JournalLimits.segmentBytes) bytes, not \(segmentSize), "
          + "and is allocated in chunks of at least one byte, not \(preallocation)"
      )
    }
  }
}
