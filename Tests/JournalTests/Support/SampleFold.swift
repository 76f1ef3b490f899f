import Foundation
import Journal

/// A meaning for records that tests can see through: `put TEXT` adds a value, `del N` takes the value of record N away.
struct SampleFold: JournalFold, Equatable {
  private(set) var live: [UInt64] = []
  private(set) var count = 0
  private(set) var lastSequence: UInt64 = 0
  private let allowsGaps: Bool

  /// - Parameter allowsGaps: whether numbers may be missing, as after a repair.
  init(allowsGaps: Bool = false) { self.allowsGaps = allowsGaps }

  mutating func restore(_ state: UnsafeRawBufferPointer, through sequence: UInt64) throws {
    let numbers = String(decoding: state, as: UTF8.self).split(separator: " ").compactMap { UInt64($0) }
    count = Int(numbers[0])
    live = Array(numbers.dropFirst())
    lastSequence = sequence
  }

  mutating func apply(_ sequence: UInt64, _ record: UnsafeRawBufferPointer) throws {
    precondition(sequence == lastSequence + 1 || allowsGaps, "record \(sequence) came after \(lastSequence)")
    lastSequence = sequence
    count += 1
    let words = String(decoding: record, as: UTF8.self).split(separator: " ")
    switch words.first {
    case "put": live.append(sequence)
    case "del": live.removeAll { $0 == UInt64(words[1]) }
    default: break
    }
  }

  mutating func encode() throws -> [UInt8] {
    Array(([UInt64(count)] + live).map { "\($0)" }.joined(separator: " ").utf8)
  }

  mutating func keepsPayload(of sequence: UInt64) -> Bool { live.contains(sequence) }
}

extension JournalStore {
  /// Brings a fold up to date, from a snapshot where that is needed or further on.
  func follow(_ fold: inout SampleFold) throws {
    while true {
      do {
        return try catchUp { try fold.apply($0, $1) }
      } catch let error as JournalError where error.code == .compacted {
        _ = try restore { try fold.restore($1, through: $0) }
      }
    }
  }

  /// What the log amounts to for somebody who opens it now.
  func content() throws -> SampleFold {
    var fold = SampleFold()
    _ = try restore { try fold.restore($1, through: $0) }
    try follow(&fold)
    return fold
  }

  /// Appends a value; returns its record's number.
  func put(_ text: String) throws -> UInt64 {
    var fold = SampleFold()
    var given: UInt64 = 0
    while true {
      do {
        let range = try transact({ _, _ in }, { _ in [NewRecord("put \(text)", payload: true)] })
        try sync()
        given = range?.lowerBound ?? 0
        return given
      } catch let error as JournalError where error.code == .compacted {
        _ = try restore { try fold.restore($1, through: $0) }
      }
    }
  }

  /// The value of a record.
  func value(_ sequence: UInt64) throws -> String {
    String(String(decoding: try record(sequence), as: UTF8.self).dropFirst(4))
  }
}

/// A journal of small segments with some values put and taken away, for compacting.
struct CompactionBench {
  let scratch: ScratchDirectory
  /// The values that are there, by record.
  private(set) var values: [UInt64: String] = [:]
  private var next = 0

  init() throws {
    scratch = try ScratchDirectory()
  }

  func open(_ mode: JournalMode = .readWrite, _ fileSystem: any FileSystem = SystemFileSystem()) throws
    -> DirectoryJournal
  {
    try DirectoryJournal.open(scratch.journal, mode: mode, options: .tiny, fileSystem: fileSystem)
  }

  /// Puts values, and takes every third away again: a few segments' worth for a hundred.
  mutating func fill(_ journal: DirectoryJournal, _ count: Int) throws {
    for _ in 0..<count {
      next += 1
      let text = "value \(next) " + String(repeating: "v", count: next % 60)
      values[try journal.put(text)] = text
      if next % 3 == 0, let oldest = values.keys.min() {
        try journal.append("del \(oldest)")
        values[oldest] = nil
      }
    }
  }

  @discardableResult
  func compact(keep: JournalKeep = .nothing, _ fileSystem: any FileSystem = SystemFileSystem()) throws
    -> CompactionReport
  {
    guard let compactor = try JournalCompactor(scratch.journal, keep: keep, fileSystem: fileSystem) else {
      throw Busy()
    }
    var fold = SampleFold()
    return try compactor.run(&fold)
  }

  struct Busy: Error {}

  func segments() throws -> [UInt64] { try JournalInspection(scratch.journal).information().segments.map(\.number) }
  func snapshots() throws -> [UInt64] { try JournalInspection(scratch.journal).information().snapshots.map(\.number) }
  func snapshot(_ number: UInt64) -> String {
    scratch.segment(Int(number)).replacingOccurrences(of: "segment", with: "snapshot")
  }
}
