import Daybook
import Testing

/// The embedding API, as the README shows it.
struct SchedulerTests {
  private struct SendEmail: JobPayload, Equatable {
    static let type = "send-email"
    var to: String
  }

  private struct Wrong: JobPayload {
    static let type = "send-email"
    var number: Int
  }

  @Test(.timeLimit(.minutes(1)))
  func `a registered handler gets the payload that was enqueued`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    let received = AsyncStream<SendEmail>.makeStream()
    try scheduler.register(SendEmail.self) { email, job in
      #expect(job.attempt == 1)
      received.continuation.yield(email)
    }
    let (job, isNew) = try await scheduler.enqueue(SendEmail(to: "a@b.c"), priority: .high, key: "welcome")
    #expect(isNew)
    #expect(try await scheduler.enqueue(SendEmail(to: "x"), key: "welcome") == (job, false))
    let running = Task { try await scheduler.run() }
    for await email in received.stream {
      #expect(email == SendEmail(to: "a@b.c"))
      break
    }
    for try await event in scheduler.events() where event.kind == "job.completed" {
      #expect(event.job == job)
      break
    }
    running.cancel()
    scheduler.close()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a payload that no longer decodes fails without retries`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    try scheduler.register(SendEmail.self) { _, _ in }
    let (job, _) = try await scheduler.enqueue(Wrong(number: 1))
    let running = Task { try await scheduler.run() }
    for try await event in scheduler.events() where event.kind == "job.failed" {
      #expect(event.job == job)
      #expect(event.detail?.hasPrefix("invalid-payload") == true)
      break
    }
    running.cancel()
    scheduler.close()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a mistake in a cron expression is told when the schedule is made`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    defer { scheduler.close() }
    await #expect(throws: (any Error).self) {
      try await scheduler.schedule("s", .cron("61 * * * *"), SendEmail(to: "a"))
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `programs on one directory are told when they begin and cease to lead, once each`() async throws {
    let directory = try TemporaryDirectory()
    let told = AsyncStream<String>.makeStream()
    func start(_ name: String) async throws -> (scheduler: Scheduler, running: Task<Void, any Error>) {
      let scheduler = try await Scheduler(journal: .directory(directory.path), program: name)
      scheduler.onLeadershipAcquired { told.continuation.yield("\(name) leads in epoch \($0)") }
      scheduler.onLeadershipLost { told.continuation.yield("\(name) led in epoch \($0)") }
      return (scheduler, Task { try await scheduler.run() })
    }
    var news = told.stream.makeAsyncIterator()
    let first = try await start("one")
    #expect(await news.next() == "one leads in epoch 1")
    let second = try await start("two")
    for try await event in second.scheduler.events() where event.kind == "worker.joined" && event.sequence > 2 { break }
    first.running.cancel()
    _ = try? await first.running.value
    // Who hears first is not said.
    let both = [await news.next(), await news.next()]
    #expect(Set(both) == ["one led in epoch 1", "two leads in epoch 2"])
    second.running.cancel()
    _ = try? await second.running.value
    #expect(await news.next() == "two led in epoch 2")
    for program in [first, second] { program.scheduler.close() }
  }

  @Test func `a timeout that a busy worker could miss is refused`() async throws {
    let directory = try TemporaryDirectory()
    await #expect(throws: DaybookError.self) {
      _ = try await Scheduler(journal: .directory(directory.path), leaderTimeout: .seconds(2))
    }
  }
}
