import Glibc
import Journal
import SimulatedHardware
import Testing

/// A sync has failed, and whoever made it dies, or is held up, before it has told anybody: what it should have written can be
/// read, and is not on disk.
@Suite struct UnannouncedFailureTests {
  private let machine = Machine()

  private func open(_ process: VirtualProcess) throws -> DirectoryJournal {
    try DirectoryJournal.open(ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: process)
  }

  private func openAtEnd() throws -> DirectoryJournal {
    try #require(
      try DirectoryJournal.openAtEnd(ScriptedWorkload.path, options: .tiny, fileSystem: machine.start()))
  }

  /// The process's next sync of a segment fails and drops what it should have written; with that the process is gone.
  private func failSync(of process: VirtualProcess, _ journal: DirectoryJournal) {
    var hasFailed = false
    machine.interposer = { [machine] call, caller in
      guard caller === process else { return .proceed }
      if hasFailed { machine.kill(process) }
      guard call.name == "fdatasync" else { return .proceed }
      hasFailed = true
      return .dropAndFail(EIO)
    }
    #expect(throws: JournalError.self) { try journal.sync() }
    machine.interposer = nil
    #expect(!process.isAlive)
  }

  private func append(_ text: String, to journal: DirectoryJournal) throws {
    _ = try journal.transact(ignore) { _ in [NewRecord(text, payload: true)] }
  }

  /// What is there after the power went, with nothing of what was not synced.
  private func textsAfterPowerCut() throws -> [String] {
    machine.cutPower { _ in false }
    return try open(machine.start()).collect().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [false, true])
  func `who opens the journal then acknowledges nothing that stands behind what was lost`(atEnd: Bool) throws {
    let process = machine.start()
    let journal = try open(process)
    try journal.append("kept", payload: true)
    for number in 1...9 { try append("unknown \(number) " + String(repeating: "x", count: 200), to: journal) }
    failSync(of: process, journal)
    let next = atEnd ? try openAtEnd() : try open(machine.start())
    if !atEnd { _ = try next.collect() }
    try next.append("acknowledged")
    let texts = try textsAfterPowerCut()
    #expect(texts.first == "kept" && texts.last == "acknowledged" && texts.count == 11)
  }

  @Test func `who enters the segment then, in a journal long open, acknowledges nothing behind what was lost`()
    throws
  {
    let other = try open(machine.start())
    try other.append("of the other")
    let process = machine.start()
    let journal = try open(process)
    _ = try journal.collect()
    while journal.lastSegment == 1 { try journal.append(String(repeating: "x", count: 500)) }
    // More than the rest of a sector: one is written as a whole.
    try append("unknown " + String(repeating: "x", count: 1500), to: journal)
    failSync(of: process, journal)
    let count = try other.collect().count
    try other.append("acknowledged")
    let texts = try textsAfterPowerCut()
    #expect(texts.last == "acknowledged" && texts.count > count)
  }

  @Test func `who seals the segment then builds on nothing that was lost`() throws {
    let process = machine.start()
    let journal = try open(process)
    try journal.append("kept")
    try append("unknown " + String(repeating: "x", count: 3000), to: journal)
    failSync(of: process, journal)
    let next = try open(machine.start())
    _ = try next.collect()
    try next.append(String(repeating: "y", count: 3000))
    #expect(next.lastSegment == 2)
    #expect(try textsAfterPowerCut().count == 3)
  }

  @Test func `who syncs only what it has read says what is so`() throws {
    let process = machine.start()
    let journal = try open(process)
    while journal.lastSegment == 1 { try journal.append(String(repeating: "x", count: 500)) }
    let other = try open(machine.start())
    try append("read", to: journal)
    failSync(of: process, journal)
    _ = try other.collect()
    try other.sync()
    #expect(try textsAfterPowerCut().last == "read")
  }
}
