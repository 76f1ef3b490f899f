import Daybook
import Journal
import Synchronization
import Testing

struct EngineTests {
  private let actor = Actor(user: "ann", terminal: "pts/1", host: "here", program: "tests")

  @Test(.timeLimit(.minutes(1)))
  func `a change is there after reopening`() async throws {
    let directory = try TemporaryDirectory()
    let engine = try Engine.open(directory: directory.path, actor: actor)
    let job = try await engine.perform(Enqueue([JobRequest(type: "a", payload: Array("[1]".utf8), key: "k")]))[0].id
    engine.close()
    let again = try Engine.open(directory: directory.path, actor: actor)
    defer { again.close() }
    #expect(again.read { $0.summary(of: job)?.state } == .pending)
    #expect(again.read { $0.job(withKey: "k") } == job)
    #expect(try again.payload(of: job) == Array("[1]".utf8))
  }

  @Test(.timeLimit(.minutes(1)))
  func `opening says how far it has come`() async throws {
    let directory = try TemporaryDirectory()
    let engine = try Engine.open(directory: directory.path, actor: actor)
    defer { engine.close() }
    let requests = Array(repeating: JobRequest(type: "a"), count: 20_000)
    try await engine.perform(Enqueue(requests))
    let steps = Mutex<[OpeningProgress]>([])
    let again = try Engine.open(directory: directory.path, actor: actor) { step in steps.withLock { $0.append(step) } }
    again.close()
    #expect(
      steps.withLock { $0 }
        == [0, 8192, 16384].map { OpeningProgress(records: $0, total: 20_000) })
    #expect(OpeningProgress(records: 16384, total: 20_000).fraction == 0.8192)
  }

  @Test(.timeLimit(.minutes(1)))
  func `another process's change is seen`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try Engine.open(directory: directory.path, actor: actor)
    let reader = try Engine.open(directory: directory.path, actor: actor, isReadOnly: true)
    defer {
      writer.close()
      reader.close()
    }
    let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let observation = reader.observe { changes.continuation.yield() }
    defer { observation.cancel() }
    let job = try await writer.perform(Enqueue([JobRequest(type: "a")]))[0].id
    changes.continuation.yield()
    for await _ in changes.stream where reader.read({ $0.summary(of: job) }) != nil { break }
    #expect(reader.read { $0.stats.count(.pending) } == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a reader refuses changes`() async throws {
    let directory = try TemporaryDirectory()
    let writer = try Engine.open(directory: directory.path, actor: actor)
    let reader = try Engine.open(directory: directory.path, actor: actor, isReadOnly: true)
    defer {
      writer.close()
      reader.close()
    }
    let error = await #expect(throws: DaybookError.self) {
      _ = try await reader.perform(Enqueue([JobRequest(type: "a")]))
    }
    #expect(error?.code == .refused)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a thousand concurrent requests all get different ids`() async throws {
    let log = MemoryLog()
    let engine = try Engine.open(actor: actor) { log.open() }
    defer { engine.close() }
    let ids = try await withThrowingTaskGroup { group in
      for _ in 0..<1000 {
        group.addTask { try await engine.perform(Enqueue([JobRequest(type: "a")]))[0].id }
      }
      return try await group.reduce(into: Set<JobID>()) { $0.insert($1) }
    }
    #expect(ids.count == 1000)
    #expect(engine.read { $0.stats.total } == 1000)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a refusal leaves nothing behind and does not disturb others in the batch`() async throws {
    let log = MemoryLog()
    let engine = try Engine.open(actor: actor) { log.open() }
    defer { engine.close() }
    async let refused: Void = {
      let error = await #expect(throws: DaybookError.self) { try await engine.perform(Retry(JobID(77))) }
      #expect(error?.code == .notFound)
    }()
    async let accepted = engine.perform(Enqueue([JobRequest(type: "a")]))
    _ = try await (refused, accepted)
    #expect(engine.read { $0.stats.total } == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a closed engine refuses`() async throws {
    let log = MemoryLog()
    let engine = try Engine.open(actor: actor) { log.open() }
    engine.close()
    let error = await #expect(throws: DaybookError.self) { _ = try await engine.perform(Enqueue([])) }
    #expect(error?.code == .closed)
  }

  @Test(.timeLimit(.minutes(1)))
  func `an operator's change names its actor`() async throws {
    let log = MemoryLog()
    let engine = try Engine.open(actor: actor) { log.open() }
    defer { engine.close() }
    try await engine.perform(Pause(.everything))
    for try await event in engine.events(since: 0) {
      #expect(event.kind == "queue.paused")
      #expect(event.actor == "ann@here pts/1 tests")
      break
    }
  }
}
