// When an append counts as accepted, which is when its caller may be answered and may act on it.
//
// `always` waits for the disk. Under `interval` and `os` an append is accepted once it is written: every process sees it, and
// it outlives every process, but not a loss of power before the next sync. Each process answers by its own setting. A sync,
// whoever makes it, covers everything that stands before it in the log, so what an `always` process acknowledged is on disk
// together with all it was decided on.
//
// What a power cut takes is a part of the log's end (TailRemains.swift): what is left is always a beginning. The numbers of
// what was lost may be known outside already, as ids of jobs and as names of output files. None of them is used twice:
//
//   1. Before a process writes a record that it may acknowledge without a sync, a mark in the lock file that is on disk says
//      that its number is taken (ReservedMark.swift). Marks are made ahead, `reservation` numbers at a time, so that a sync
//      of the lock file is rare.
//   2. Whoever opens the journal for writing first after a restart of the machine, or after a failed sync that may have lost
//      something, finds a mark of another time, seals the last segment, and begins the next one behind the mark
//      (SegmentFeatures.afterGap).
//
// That is enough: no record beyond the mark was accepted unsynced, and what was synced is in the log that is left. What is
// skipped at most is `reservation` numbers and the records of one frame. A process that ends in good order syncs, and gives
// back what nobody used, so that an ordinary restart skips nothing.

extension JournalOptions {
  /// When an append counts as accepted.
  package enum Durability: Sendable, Equatable, CustomStringConvertible {
    /// Once it is on disk.
    case always
    /// Once it is written; a sync follows at most so many milliseconds later, as long as the process lives.
    case interval(milliseconds: Int)
    /// Once it is written; the operating system writes it to disk when it likes.
    case os

    /// How many numbers are marked as taken ahead of use.
    static let reservation: UInt64 = 1 << 16
    /// The longest interval; milliseconds.
    package static let longestInterval = 60_000

    /// As in the jobs file.
    package var description: String {
      switch self {
      case .always: "always"
      case .interval(let milliseconds): "interval(\(milliseconds)ms)"
      case .os: "os"
      }
    }
  }
}
