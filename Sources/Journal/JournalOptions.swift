/// How a journal is opened.
package struct JournalOptions: Sendable {
  /// When an append is on disk.
  package enum Durability: Sendable, Equatable {
    /// Once `sync` returns.
    case always
    /// At most this many milliseconds later.
    case interval(milliseconds: Int)
    /// When the operating system writes it.
    case os
  }

  /// A segment that has reached this size is sealed and the next one begun; bytes.
  package var segmentSize = 16 << 20
  /// How far ahead of the last frame space is allocated and filled with zeros; bytes.
  package var preallocation = 1 << 20
  /// How much of the space taken ahead is kept for what ends something, when there is no more to be had; bytes.
  package var reserve: Int { preallocation / 4 }
  /// When an append is on disk; only `always` can be had so far.
  package var durability = Durability.always
  /// Open a journal on a network file system, where locks are not to be trusted.
  package var force = false
  /// How long to wait for the append lock before naming its holder; milliseconds.
  package var lockTimeout = 5000

  package init() {}

  /// Refuses what cannot be done, by name.
  func check() throws(JournalError) {
    guard durability == .always else {
      throw JournalError(
        .unsupported,
        "durability `interval` and `os` come with a later version; use `always`"
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
