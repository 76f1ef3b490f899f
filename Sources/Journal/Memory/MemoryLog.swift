import Synchronization

/// A log in memory, which any number of openers share; for tests and the simulator.
package final class MemoryLog: Sendable {
  struct Content: Sendable {
    var records: [[UInt8]] = []
    var openers: [MemoryJournal.Opener] = []
  }

  let content = Mutex(Content())
  /// Held while an opener decides, like the append lock of a directory.
  let appending = Mutex(())

  package init() {}

  /// Another opener of this log, with nothing delivered to it yet.
  package func open() -> MemoryJournal { MemoryJournal(self) }

  /// How many records there are.
  package var count: Int { content.withLock { $0.records.count } }
}
