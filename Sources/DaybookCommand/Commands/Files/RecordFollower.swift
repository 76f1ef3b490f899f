import Daybook
import Journal

/// Reads records, and goes on with those that are appended.
struct RecordFollower {
  private let directory: String
  private let options: JournalOptions

  init(_ directory: String, force: Bool) {
    self.directory = directory
    var options = JournalOptions()
    options.force = force
    self.options = options
  }

  /// Delivers the records from `from` on, each once, until `to` was delivered.
  /// - Parameter caughtUp: called whenever there is nothing more for now.
  func follow(
    from: UInt64, to: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Void, caughtUp: () throws -> Void
  ) throws {
    var next = from
    while next <= to {
      do {
        let journal = try DirectoryJournal.open(directory, mode: .readOnly, options: options)
        while next <= to {
          try journal.catchUp { sequence, bytes in
            guard sequence >= next, sequence <= to else { return }
            try receive(sequence, bytes)
            next = sequence == .max ? .max : sequence + 1
          }
          try caughtUp()
          if next <= to { _ = journal.waitForChange(timeoutMilliseconds: -1) }
        }
      } catch let error as JournalError where error.code == .stale {
        // A part of the log was written anew: it is read again, and what was delivered is passed over.
        continue
      }
    }
  }
}
