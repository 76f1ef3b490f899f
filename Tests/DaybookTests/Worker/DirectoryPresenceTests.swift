import Daybook
import Glibc
import Journal
import Testing

struct DirectoryPresenceTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    _ = try DirectoryJournal.open(directory.path, mode: .readWrite)
  }

  private func presence() throws -> DirectoryPresence { try DirectoryPresence(directory: directory.path) }

  /// What is seen once a lock is free: a child that another test starts at this moment holds a copy of every descriptor
  /// until it becomes its program.
  private func seenDead(by observer: DirectoryPresence) throws -> [PeerReport] {
    for _ in 0..<10_000 {
      let reports = try observer.look()
      if reports.allSatisfy({ !$0.isAlive }) { return reports }
    }
    return try observer.look()
  }

  @Test func `others are seen alive, and their hearts beat`() throws {
    let (first, second) = (try presence(), try presence())
    let seen = try #require(try second.look().first)
    #expect(seen == PeerReport(name: first.name, isAlive: true, heartbeat: 0))
    first.beat()
    #expect(try second.look().map(\.heartbeat) == [1])
    #expect(try first.look().map(\.name) == [second.name])
    first.end()
    #expect(try second.look().isEmpty)
  }

  @Test func `what a worker that is gone left running is ended, and then it is forgotten`() throws {
    let observer = try presence()
    var worker: DirectoryPresence? = try presence()
    let name = try #require(worker?.name)
    let child = try SleepingChild()
    _ = try worker?.addChild(processID: child.processID, startTime: child.startTime)
    worker = nil
    #expect(try seenDead(by: observer) == [PeerReport(name: name, isAlive: false, heartbeat: 0)])
    try observer.endChildren(of: name)
    #expect(child.wait() == SIGKILL)
    observer.forget(name)
    #expect(try observer.look().isEmpty)
    // Also one that somebody else has forgotten already.
    try observer.endChildren(of: name)
    observer.forget(name)
  }

  @Test func `a worker that lives and is taken for lost starts nothing more until it begins again`() throws {
    let (observer, worker) = (try presence(), try presence())
    let name = worker.name
    let child = try SleepingChild()
    let slot = try worker.addChild(processID: child.processID, startTime: child.startTime)
    try observer.endChildren(of: name)
    #expect(child.wait() == SIGKILL)
    #expect(worker.isCondemned && !observer.isCondemned)
    let late = #expect(throws: JournalError.self) { try worker.addChild(processID: 7, startTime: 7) }
    #expect(late?.code == .condemned)
    // It lives: nobody may take its file away.
    observer.forget(name)
    #expect(try observer.look().map(\.name) == [name])
    worker.removeChild(slot)
    try worker.renew()
    #expect(!worker.isCondemned && worker.name != name)
    #expect(try observer.look().map(\.name) == [worker.name])
    worker.removeChild(try worker.addChild(processID: 7, startTime: 7))
  }

  @Test func `a worker that could not end a child leaves its file to the others`() throws {
    let observer = try presence()
    var worker: DirectoryPresence? = try presence()
    _ = try worker?.addChild(processID: 7, startTime: 7)
    worker?.end()
    worker = nil
    #expect(try seenDead(by: observer).map(\.isAlive) == [false])
  }
}
