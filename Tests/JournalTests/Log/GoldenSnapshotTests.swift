import Foundation
import Journal
import Testing

/// A compacted journal of format 1.0, kept as it was written: every later version has to read it, and this one to write it.
@Suite struct GoldenSnapshotTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/format-1.0-compacted").standardizedFileURL
  private static let folders = ["", "/segments", "/snapshots"]

  /// Two hundred values with every third taken away, compacted once on the way and once near the end.
  private static func write(to journal: String) throws {
    let process = ProcessIdentity(number: 4321, startTime: 98765, bootIdentifier: Array(100..<116))
    let fileSystem = FaultyFileSystem(process: process, isDeterministic: true)
    let store = try DirectoryJournal.open(journal, mode: .readWrite, options: .tiny, fileSystem: fileSystem)
    for number in 1...200 {
      let text = "put value \(number) " + String(repeating: "g", count: number % 50)
      let range = try store.append([NewRecord(text, payload: true)])
      if number % 3 == 0, let last = range?.upperBound { try store.append("del \(last - 1)") }
      guard number == 80 || number == 180 else { continue }
      var fold = SampleFold()
      _ = try JournalCompactor(journal, fileSystem: fileSystem)?.run(&fold)
    }
  }

  private static func files(_ journal: String) throws -> [String] {
    try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: journal + folder)
        .filter { $0.contains(".") && !$0.hasSuffix(".new") }.map { folder + "/" + $0 }
    }.sorted()
  }

  @Test func `the golden journal is opened from its snapshot, verified and appended to`() throws {
    let scratch = try ScratchDirectory()
    try FileManager.default.copyItem(atPath: Self.fixture.path, toPath: scratch.journal)
    for folder in Self.folders {
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: scratch.journal + folder)
    }
    let report = try JournalInspection(scratch.journal).verify()
    #expect(report.isIntact, "\(String(describing: report.problem))")
    #expect(report.snapshots == 1)
    let store = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    let content = try store.content()
    #expect(content.count == 266)
    #expect(content.live.count == 134)
    #expect(try store.value(1).hasPrefix("value 1 g"))
    #expect(try store.put("later") == 267)
  }

  @Test func `the same history still gives the same bytes`() throws {
    let scratch = try ScratchDirectory()
    try Self.write(to: scratch.journal)
    let expected = try Self.files(Self.fixture.path)
    #expect(try Self.files(scratch.journal) == expected)
    #expect(expected.contains { $0.hasSuffix(".snapshot") })
    for file in expected {
      #expect(try scratch.bytes(of: scratch.journal + file) == scratch.bytes(of: Self.fixture.path + file), "\(file)")
    }
  }
}
