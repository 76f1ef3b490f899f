import Foundation
import Glibc
import Testing

/// Journals that are not fit to be worked on: a message with the file, the offset and what to run next, exit code 5 or 6,
/// and not a byte changed.
@Suite(.serialized)
struct BadJournalTests {
  private let sandbox: Sandbox
  private var segment: String { sandbox.state + "/segments/0000000000000001.segment" }

  init() throws {
    sandbox = try Sandbox()
    for _ in 0..<5 { try sandbox.daybook("add", "--", "true") }
  }

  /// Every command is refused in these words, and changes nothing.
  private func check(
    _ status: Int32, _ words: [String], commands: [[String]] = [["jobs"], ["add", "--", "true"], ["--no-ui"]]
  ) throws {
    let before = try FileTree(sandbox.state)
    for command in commands {
      let result = try sandbox.daybook(command)
      #expect(result.status == status, "\(command): \(result.errors)")
      for word in words { #expect(result.errors.contains(word), "\(command): \(result.errors)") }
    }
    #expect(try FileTree(sandbox.state) == before)
  }

  private func edit(_ body: (inout Data) -> Void) throws {
    var bytes = try #require(FileManager.default.contents(atPath: segment))
    body(&bytes)
    try bytes.write(to: URL(fileURLWithPath: segment))
  }

  @Test func `damaged in the middle`() throws {
    try edit { $0[700] ^= 0x10 }
    try check(
      5, [segment, "is damaged at offset", "record 2", "daybook --dir \(sandbox.state) journal repair"],
      commands: [["jobs"], ["add", "--", "true"], ["--no-ui"], ["journal", "verify"], ["journal", "cat"]])
    #expect(try sandbox.daybook("journal", "cat").lines.count == 1)
    #expect(try sandbox.daybook("journal", "repair", "--yes").status == 0)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    #expect(try sandbox.daybook("jobs", "--json").lines.count == 4)
    #expect(try sandbox.daybook("add", "--", "true").lines == ["#6"])
  }

  @Test func `not ours`() throws {
    try FileManager.default.removeItem(atPath: sandbox.state + "/journal.lock")
    try FileManager.default.removeItem(atPath: sandbox.state + "/workers")
    try edit { $0 = Data("this is somebody's diary\n".utf8) }
    try check(5, [segment, "at offset 0", "does not begin like a segment"])
  }

  @Test func `of a newer version`() throws {
    // The checksum of the header is made right again by the same command that a newer version would have used.
    try edit { bytes in
      bytes[8] = 9
      let checksum = Self.checksum(bytes[0..<60])
      for place in 0..<4 { bytes[60 + place] = UInt8(truncatingIfNeeded: checksum >> (8 * UInt32(place))) }
    }
    try check(5, [segment, "was written by a newer daybook (format 9", "use the newer one"])
  }

  @Test func `writable by others`() throws {
    chmod(sandbox.state, 0o777)
    defer { chmod(sandbox.state, 0o700) }
    try check(6, ["\(sandbox.state) can be written by others (mode 777)", "chmod 700 \(sandbox.state)"])
  }

  @Test(.enabled(if: geteuid() == 0, "acting as another user needs root"))
  func `of another user: it can be read without permission to write, and nothing else`() throws {
    chmod(sandbox.root, 0o755)
    for name in ["", "/segments", "/snapshots", "/workers", "/output"] { chmod(sandbox.state + name, 0o755) }
    for name in ["/journal.lock", "/segments/0000000000000001.segment"] { chmod(sandbox.state + name, 0o644) }
    let binary = sandbox.root + "/daybook"
    // By another process: a descriptor open for writing here would be inherited by what other tests start meanwhile.
    #expect(try Program.run(["cp", Program.daybook, binary]).status == 0)
    let prefix = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", binary]
    let before = try FileTree(sandbox.state)
    for words in ReadingCommands.all {
      let result = try Program.run(prefix + words, environment: sandbox.environment)
      #expect(result.status == 0, "\(words): \(result.errors)")
    }
    for words in [["add", "--", "true"], ["--no-ui"], ["journal", "repair", "--yes"]] {
      let result = try Program.run(prefix + words, environment: sandbox.environment)
      #expect(result.status == (words[0] == "journal" ? 0 : 6), "\(words): \(result.errors)")
      if words[0] != "journal" { #expect(result.errors.contains("belongs to user 0"), "\(result.errors)") }
    }
    #expect(try FileTree(sandbox.state) == before)
  }

  /// CRC-32C, bit by bit.
  private static func checksum(_ bytes: Data) -> UInt32 {
    var value: UInt32 = 0xffff_ffff
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0x82f6_3b78 : value >> 1 }
    }
    return ~value
  }
}
