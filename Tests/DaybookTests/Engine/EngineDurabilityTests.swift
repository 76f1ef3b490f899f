import Daybook
import Journal
import Synchronization
import Testing

@Suite struct EngineDurabilityTests {
  private let log = MemoryLog()
  private let actor = Actor(user: "ann", host: "here", program: "tests")

  private func open(_ durability: Durability, _ control: WeakStore.Control) throws -> Engine {
    try Engine.open(actor: actor, durability: durability) { [log] in WeakStore(log, control) }
  }

  @Test func `a change is answered before it is synced, and the sync follows when its time has come`() async throws {
    let control = WeakStore.Control(interval: 20)
    let engine = try open(.standard, control)
    try await engine.perform(Enqueue([JobRequest(type: "a")]))
    #expect(control.state.withLock(\.acknowledgements) == 1)
    control.state.withLock { $0.interval = 0 }
    await control.wait { $0.syncs == 1 }
    #expect(engine.lateFailures.isEmpty)
    engine.close()
  }

  @Test func `closing waits for the last sync`() async throws {
    let control = WeakStore.Control(interval: nil)
    let engine = try open(.os, control)
    try await engine.perform(Enqueue([JobRequest(type: "a")]))
    #expect(control.state.withLock(\.syncs) == 0)
    engine.close()
    #expect(control.state.withLock { ($0.finishes, $0.syncs) } == (1, 1))
  }

  @Test func `a sync that fails after the answer is reported, and work goes on with what there is`() async throws {
    let control = WeakStore.Control(interval: 10_000)
    let engine = try open(.standard, control)
    try await engine.perform(Enqueue([JobRequest(type: "a")]))
    let changes = AsyncStream<Void>.makeStream()
    let observation = engine.observe { changes.continuation.yield() }
    control.state.withLock {
      $0.failsNextSync = true
      $0.interval = 0
    }
    // Whatever wakes the thread; it looks at the time whenever it is awake.
    try await engine.perform(Enqueue([JobRequest(type: "b")]))
    for await _ in changes.stream where !engine.lateFailures.isEmpty { break }
    observation.cancel()
    #expect(engine.lateFailures == ["the disk is gone"])
    #expect(engine.notices.contains("the disk is gone"))
    #expect(try await engine.perform(Enqueue([JobRequest(type: "c")]))[0].isNew)
    #expect(engine.read(\.stats).total == 3)
    engine.close()
  }

  @Test func `a directory holds what was acknowledged under os, and everything is on disk once it is closed`()
    async throws
  {
    let directory = try TemporaryDirectory()
    let engine = try Engine.open(directory: directory.path, actor: actor, durability: .os)
    for _ in 1...3 { try await engine.perform(Enqueue([JobRequest(type: "a")])) }
    var information = try JournalInspection(directory.path).information()
    #expect((information.lastSequence, information.syncedThrough) == (3, 0))
    #expect(information.reservedThrough >= 3)
    engine.close()
    information = try JournalInspection(directory.path).information()
    #expect((information.syncedThrough, information.reservedThrough) == (3, 3))
  }

  @Test func `a producer under os leaves its jobs to later syncs, and one under interval does not`() async throws {
    for (durability, synced) in [(Durability.os, UInt64(0)), (.standard, 1), (.always, 1)] {
      let directory = try TemporaryDirectory()
      let producer = try #require(
        try BlindProducer.open(directory: directory.path, actor: actor, durability: durability))
      #expect(try await producer.enqueue([JobRequest(type: Limits.commandType)])?.count == 1)
      let information = try JournalInspection(directory.path).information()
      #expect((information.lastSequence, information.syncedThrough) == (1, synced), "\(durability)")
    }
  }

  @Test(arguments: [
    ("always", Durability.always), ("os", .os), ("interval", .interval(.milliseconds(50))),
    ("interval(200ms)", .interval(.milliseconds(200))), ("interval(1s500ms)", .interval(.milliseconds(1500))),
  ])
  func `it is read as it is written`(text: String, durability: Durability) throws {
    #expect(try Durability(parsing: text) == durability)
    #expect(try Durability(parsing: "\(durability)") == durability)
  }

  @Test(arguments: [
    ("allways", "did you mean \"always\"?"), ("interval(5)", "write 5s for seconds"), ("interval(0ms)", "1ms to 1m"),
    ("interval(2h)", "1ms to 1m"), ("intervall(5ms)", "did you mean \"interval\"?"), ("never", "interval(200ms) or os"),
  ])
  func `what it cannot be is refused with what to write`(text: String, hint: String) {
    let error = #expect(throws: DaybookError.self) { try Durability(parsing: text) }
    #expect(error?.message.contains(hint) == true, "\(String(describing: error))")
  }

  @Test func `the weakest is the one that promises least`() {
    #expect(Durability.weakest(of: [.always, .always]) == nil)
    #expect(Durability.weakest(of: [.always, .standard, .interval(.seconds(1))]) == .interval(.seconds(1)))
    #expect(Durability.weakest(of: [.os, .standard]) == .os)
  }
}
