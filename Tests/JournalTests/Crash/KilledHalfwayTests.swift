import Journal
import SimulatedHardware
import Testing

/// Processes killed in the middle of something that others then build upon, before the power goes.
@Suite struct KilledHalfwayTests {
  private let machine = Machine()

  private func open() throws -> DirectoryJournal {
    try DirectoryJournal.open(
      ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: machine.start())
  }

  /// Kills the process that makes the call next, before it is made.
  private func kill(before name: String, _ file: String) {
    machine.interposer = { [machine] call, process in
      if call.name == name, call.file.hasSuffix(file) {
        machine.interposer = nil
        machine.kill(process)
      }
      return .proceed
    }
  }

  /// Appends until the process is killed; how many records were acknowledged.
  private func appendUntilKilled(_ journal: DirectoryJournal) -> Int {
    var count = 0
    while (try? journal.append(String(repeating: "x", count: 600))) != nil { count += 1 }
    return count
  }

  /// What is left after a power cut that loses everything that can be lost.
  private func recordsAfterPowerCut() throws -> Int {
    machine.cutPower { _ in false }
    return try open().collect().count
  }

  @Test(arguments: ["fsync /", "fsync state", "fsync journal", "fsync segments"])
  func `a directory made by a process that died is on disk before anything is acknowledged`(_ call: String) throws {
    let words = call.split(separator: " ").map(String.init)
    kill(before: words[0], words[1])
    #expect(throws: JournalError.self) { try open() }
    #expect(machine.interposer == nil)
    try open().append("acknowledged")
    #expect(try recordsAfterPowerCut() == 1)
  }

  @Test(arguments: ["ftruncate", "fdatasync"])
  func `a seal that a dead process left half done is finished before the next segment is made`(_ call: String) throws {
    let (doomed, survivor) = (try open(), try open())
    machine.interposer = { made, _ in
      // The footer is smaller than every frame.
      guard made.name == "pwrite", made.count < 600, made.file.hasSuffix("1.segment") else { return .proceed }
      kill(before: call, "1.segment")
      return .proceed
    }
    let count = appendUntilKilled(doomed)
    #expect(count > 2)
    try survivor.append("acknowledged")
    #expect(try JournalInspection(ScriptedWorkload.path, fileSystem: machine.start()).verify().isIntact)
    #expect(try recordsAfterPowerCut() == count + 1)
  }

  @Test func `a segment that a dead process made has its name on disk before anything in it is acknowledged`() throws {
    let (doomed, survivor) = (try open(), try open())
    // The first frame syncs the directory too.
    try doomed.append("first")
    kill(before: "fsync", "segments")
    let count = appendUntilKilled(doomed)
    #expect(machine.disk.inode(at: "\(ScriptedWorkload.path)/segments/0000000000000002.segment") != nil)
    try survivor.append("acknowledged")
    #expect(try recordsAfterPowerCut() == count + 2)
  }

  @Test func `a sync that fails while a journal is opened is not believed when it is tried again`() throws {
    let doomed = machine.start()
    let journal = try DirectoryJournal.open(
      ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: doomed)
    try journal.append("acknowledged")
    // Of several sectors: one that is written again takes with it whatever else it has in memory.
    let unsynced = NewRecord("written, and not synced " + String(repeating: "x", count: 1500))
    _ = try journal.transact(ignore) { _ in [unsynced] }
    machine.kill(doomed)
    machine.interposer = { [machine] call, _ in
      guard call.name == "fdatasync", call.file.hasSuffix(".segment") else { return .proceed }
      machine.interposer = nil
      return .dropAndFail(5)
    }
    #expect(#expect(throws: JournalError.self) { try open() }?.code == .poisoned)
    let next = try open()
    #expect(try next.collect().count == 2)
    try next.append("acknowledged, too")
    #expect(try recordsAfterPowerCut() == 3)
  }
}
