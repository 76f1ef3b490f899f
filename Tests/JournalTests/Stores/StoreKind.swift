import Journal
import Testing

/// The stores that promise the same; each makes openers of one log.
enum StoreKind: CaseIterable, CustomTestStringConvertible {
  case memory
  case directory
  /// A segment for every few records.
  case smallSegments

  var testDescription: String { "\(self)" }

  /// A way to open a fresh log, as often as wanted.
  func makeLog() throws -> () throws -> any JournalStore {
    switch self {
    case .memory:
      let log = MemoryLog()
      return { log.open() }
    case .directory: return try directory(JournalOptions())
    case .smallSegments:
      var options = JournalOptions()
      options.segmentSize = 4096
      options.preallocation = 1024
      return try directory(options)
    }
  }

  private func directory(_ options: JournalOptions) throws -> () throws -> any JournalStore {
    let scratch = try ScratchDirectory()
    return { try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options) }
  }
}
