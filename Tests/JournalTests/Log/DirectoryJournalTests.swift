import Foundation
import Glibc
import Journal
import Testing

@Suite struct DirectoryJournalTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(
    _ mode: JournalMode = .readWrite,
    _ options: JournalOptions = .small,
    _ fileSystem: any FileSystem = SystemFileSystem()
  ) throws -> DirectoryJournal {
    try DirectoryJournal.open(scratch.journal, mode: mode, options: options, fileSystem: fileSystem)
  }

  private func error(_ body: () throws -> Void) -> JournalError? {
    #expect(throws: JournalError.self, performing: body)
  }

  @Test func `a journal is made with its directories, for its owner only`() throws {
    let deep = scratch.path + "/a/b/journal"
    _ = try DirectoryJournal.open(deep, mode: .readWrite)
    for (name, permissions) in [
      ("", 0o700), ("/segments", 0o700), ("/workers", 0o700), ("/output", 0o700), ("/journal.lock", 0o600),
      ("/segments/0000000000000001.segment", 0o600),
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: deep + name)
      #expect(attributes[.posixPermissions] as? Int == permissions, "\(name)")
    }
  }

  @Test func `what was appended is there when the journal is opened again`() throws {
    for round in 1...5 as ClosedRange<UInt64> {
      let journal = try open()
      #expect(try journal.collect().map(\.sequence) == Array(1..<round))
      #expect(try journal.append("\(round)") == round)
    }
    #expect(
      try open(.readOnly).collect().map { String(decoding: $0.bytes, as: UTF8.self) } == ["1", "2", "3", "4", "5"])
  }

  @Test func `an opener that never caught up can append and read`() throws {
    try open().append((1...2000).map { NewRecord("\($0)") })
    let journal = try open()
    var delivered = 0
    let range = try journal.transact({ _, _ in delivered += 1 }, { _ in [NewRecord("last", payload: true)] })
    #expect(delivered == 2000)
    #expect(range == 2001...2001)
    #expect(try journal.record(2001) == Array("last".utf8))
  }

  @Test func `a queued job with a payload of 100 bytes takes at most 200 bytes`() throws {
    let journal = try open()
    let before = try JournalInspection(scratch.journal).information().usedBytes
    try journal.append([NewRecord(bytes: [UInt8](repeating: 1, count: 135), hasPayload: true)])
    let used = try JournalInspection(scratch.journal).information().usedBytes - before
    #expect(used + 8 <= 200, "frame \(used), entry of the footer 8")
  }

  @Test func `an append is one write of the log and one sync`() throws {
    let faults = FaultyFileSystem()
    let journal = try open(.readWrite, .small, faults)
    try journal.append("first")
    _ = faults.takeCalls()
    try journal.append("second")
    let calls = faults.takeCalls()
    #expect(calls.filter { $0 == "pwrite 0000000000000001.segment" }.count == 1)
    #expect(calls.filter { $0.hasPrefix("fdatasync") } == ["fdatasync 0000000000000001.segment"])
    #expect(!calls.contains { $0.hasPrefix("fsync") || $0.hasPrefix("fallocate") || $0.hasPrefix("open") })
    try journal.sync()
    #expect(faults.takeCalls() == [])
  }

  @Test func `one process's records are synced by another that read them`() throws {
    let writer = try open()
    _ = try writer.transact(ignore) { _ in [NewRecord("unsynced")] }
    let faults = FaultyFileSystem()
    let other = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    // Opening makes sure of what is there.
    #expect(faults.takeCalls().contains("fdatasync 0000000000000001.segment"))
    _ = try writer.transact(ignore) { _ in [NewRecord("unsynced")] }
    _ = try other.collect()
    try other.sync()
    #expect(faults.takeCalls().contains("fdatasync 0000000000000001.segment"))
    #expect(try JournalInspection(scratch.journal).information().syncedThrough == 2)
  }

  @Test func `a reader changes nothing and appends nothing`() throws {
    try open().append("a")
    let before = try scratch.content()
    let faults = FaultyFileSystem()
    let reader = try open(.readOnly, .small, faults)
    #expect(try reader.collect().count == 1)
    #expect(try reader.record(1) == Array("a".utf8))
    #expect(error { try reader.append("b") }?.code == .readOnly)
    try reader.sync()
    _ = try JournalInspection(scratch.journal, fileSystem: faults).verify()
    #expect(try scratch.content() == before)
    let changing = ["pwrite", "fdatasync", "fsync", "ftruncate", "fallocate", "mkdir", "rename", "unlink", "fcntl"]
    #expect(!faults.takeCalls().contains { call in changing.contains { call.hasPrefix($0) } })
  }

  @Test func `a copy without its lock file can be read`() throws {
    try open().append("a")
    try scratch.remove(scratch.lockFile)
    #expect(try open(.readOnly).collect().count == 1)
  }

  @Test func `a journal that is not there is made for writing and refused for reading`() throws {
    #expect(error { _ = try open(.readOnly) }?.code == .notFound)
    #expect(!FileManager.default.fileExists(atPath: scratch.journal))
    #expect(error { _ = try JournalInspection(scratch.journal) }?.code == .notFound)
  }

  @Test(arguments: [0o777, 0o770, 0o702])
  func `a directory that others can write to is refused`(permissions: Int) throws {
    _ = try open()
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: scratch.journal)
    let refusal = error { _ = try open() }
    #expect(refusal?.code == .permission)
    #expect(refusal?.message.contains("chmod 700 \(scratch.journal)") == true)
    #expect(error { _ = try open(.readOnly) }?.code == .permission)
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `someone else's journal is refused for writing`() throws {
    try open().append("a")
    try FileManager.default.setAttributes([.ownerAccountID: 12345], ofItemAtPath: scratch.journal)
    let refusal = error { _ = try open() }
    #expect(refusal?.code == .permission)
    #expect(refusal?.message.contains("12345") == true)
    #expect(try open(.readOnly).collect().count == 1)
  }

  @Test func `symbolic links in the place of files are not followed`() throws {
    try open().append("a")
    let elsewhere = scratch.path + "/elsewhere"
    try FileManager.default.moveItem(atPath: scratch.segment(1), toPath: elsewhere)
    try FileManager.default.createSymbolicLink(atPath: scratch.segment(1), withDestinationPath: elsewhere)
    let refusal = error { _ = try open() }
    #expect(refusal?.code == .permission)
    #expect(refusal?.message.contains("symbolic link") == true)
  }

  @Test func `a network file system is refused by name unless forced`() throws {
    let network = FaultyFileSystem(magic: 0x6969)
    let refusal = error { _ = try open(.readWrite, .small, network) }
    #expect(refusal?.code == .networkFileSystem)
    #expect(refusal?.message.contains("NFS") == true)
    var options = JournalOptions.small
    options.force = true
    #expect(try open(.readWrite, options, network).append("a") == 1)
  }

  @Test(arguments: [0, -1, 60_001])
  func `an interval that cannot be kept is refused`(milliseconds: Int) throws {
    var options = JournalOptions()
    options.durability = .interval(milliseconds: milliseconds)
    #expect(error { _ = try open(.readWrite, options) }?.code == .unsupported)
  }

  @Test func `segments that are gone are not replaced by an empty journal`() throws {
    try open().append("a")
    try scratch.remove(scratch.segment(1))
    let refusal = error { _ = try open() }
    #expect(refusal?.code == .corrupt)
    #expect(!FileManager.default.fileExists(atPath: scratch.segment(1)))
  }

  @Test func `a directory deleted while it is open is noticed`() throws {
    let journal = try open()
    try scratch.remove(scratch.journal)
    #expect(error { try journal.append("a") }?.code == .notFound)
  }

  @Test func `a file that is not ours is refused`() throws {
    _ = try open()
    try scratch.write(
      Array("something else entirely, and long enough to hold a segment header".utf8), to: scratch.segment(1))
    let refusal = error { _ = try open() }
    #expect(refusal?.code == .corrupt)
    #expect(refusal?.path == scratch.segment(1))
  }

  /// Bytes 8 to 11 are the version, 12 to 15 the features a reader must know.
  @Test(arguments: [8, 9, 13])
  func `a newer format is refused and not changed`(offset: Int) throws {
    _ = try open()
    var bytes = try scratch.bytes(of: scratch.segment(1))
    bytes[offset] += 1
    let checksum = Checksum.of(Array(bytes[..<60]))
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(60..<64, with: $0) }
    try scratch.write(bytes, to: scratch.segment(1))
    for mode in [JournalMode.readWrite, .readOnly] {
      #expect(error { _ = try open(mode) }?.code == .newerVersion)
    }
    #expect(error { _ = try JournalInspection(scratch.journal) }?.code == .newerVersion)
    #expect(try scratch.bytes(of: scratch.segment(1)) == bytes)
  }

  @Test func `a frame of a newer version is refused`() throws {
    try open().append("a")
    var bytes = try scratch.bytes(of: scratch.segment(1))
    bytes[67] = 2
    let checksum = Checksum.of(Array(bytes[64..<104]))
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(104..<108, with: $0) }
    try scratch.write(bytes, to: scratch.segment(1))
    #expect(error { _ = try open() }?.code == .newerVersion)
    #expect(try JournalInspection(scratch.journal).verify().problem?.code == .newerVersion)
  }

  @Test func `no descriptor is inherited`() throws {
    let journal = try open()
    try journal.append("a")
    let worker = try WorkerFile.create(in: scratch.journal)
    var checked = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      guard let descriptor = Int32(name),
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"),
        target.hasPrefix(scratch.path)
      else { continue }
      checked += 1
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0, "\(target)")
    }
    #expect(checked >= 4)
    withExtendedLifetime((journal, worker)) {}
  }
}
