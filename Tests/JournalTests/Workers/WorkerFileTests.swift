import Foundation
import Journal
import Testing

@Suite struct WorkerFileTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
  }

  private func scan() throws -> [WorkerFileReport] { try WorkerFile.scan(scratch.journal) }

  @Test func `a worker is seen alive, with who it is`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    let report = try #require(try scan().first)
    #expect(report.name == worker.name)
    #expect(report.isAlive)
    #expect(report.identity.identifier == worker.identifier)
    #expect(report.identity.process == (try SystemFileSystem().currentProcess()))
    #expect(report.identity.host == (try SystemFileSystem().hostName()))
    #expect(report.heartbeat == 0)
    #expect(report.children.isEmpty)
    withExtendedLifetime(worker) {}
  }

  @Test func `a worker that is gone is seen dead, with the children it had`() throws {
    var worker: WorkerFile? = try WorkerFile.create(in: scratch.journal)
    _ = try worker?.addChild(process: 41, startTime: 7, token: 99)
    worker = nil
    let report = try #require(try scan().first)
    #expect(!report.isAlive)
    #expect(report.children == [WorkerChild(process: 41, startTime: 7, token: 99)])
    #expect(try WorkerFile.discard(report.name, of: scratch.journal))
    #expect(try scan().isEmpty)
    #expect(try WorkerFile.discard(report.name, of: scratch.journal))
  }

  @Test func `the file of a live worker is not discarded`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    #expect(try !WorkerFile.discard(worker.name, of: scratch.journal))
    #expect(try scan().count == 1)
    try worker.remove()
    #expect(try scan().isEmpty)
  }

  @Test func `each beat changes the heartbeat`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    for beat in 1...3 as ClosedRange<UInt64> {
      try worker.beat()
      #expect(try scan().first?.heartbeat == beat)
    }
  }

  @Test func `children come and go, and their slots are used again`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    let slots = try (1...5).map { try worker.addChild(process: $0, startTime: UInt64($0) * 10) }
    #expect(slots == [0, 1, 2, 3, 4])
    try worker.removeChild(1)
    try worker.removeChild(3)
    #expect(try scan().first?.children.map(\.process) == [1, 3, 5])
    #expect(try worker.addChild(process: 6, startTime: 60) == 1)
    #expect(
      try scan().first?.children
        == [(1, 10), (6, 60), (3, 30), (5, 50)].map {
          WorkerChild(process: $0, startTime: $1, token: 0)
        })
  }

  @Test func `more children than the limit are refused`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    for process in 1...UInt32(JournalLimits.workerChildren) { _ = try worker.addChild(process: process, startTime: 1) }
    #expect(#expect(throws: JournalError.self) { try worker.addChild(process: 1, startTime: 1) }?.code == .tooLarge)
    #expect(try scan().first?.children.count == JournalLimits.workerChildren)
    try worker.removeChild(17)
    #expect(try worker.addChild(process: 1, startTime: 1) == 17)
  }

  @Test func `several workers of one process are told apart`() throws {
    let first = try WorkerFile.create(in: scratch.journal)
    let second = try WorkerFile.create(in: scratch.journal)
    try first.remove()
    #expect(try scan().map(\.name) == [second.name])
  }

  @Test func `what is not a whole worker's file is left out`() throws {
    let worker = try WorkerFile.create(in: scratch.journal)
    let directory = scratch.journal + "/workers/"
    var damaged = try scratch.bytes(of: directory + worker.name)
    damaged[70] ^= 1
    try scratch.write(damaged, to: directory + "damaged.worker")
    try scratch.write([1, 2, 3], to: directory + "short.worker")
    try scratch.write([], to: directory + "1-0000.worker.new")
    #expect(try scan().map(\.name) == [worker.name])
  }

  @Test func `a failure leaves no half-made file`() throws {
    for call in ["pwrite", "rename"] {
      let faults = FaultyFileSystem()
      faults.fail(.init(call: call, file: ".worker", number: 28))
      #expect(throws: JournalError.self) { try WorkerFile.create(in: scratch.journal, fileSystem: faults) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.journal + "/workers").isEmpty)
    }
  }
}
