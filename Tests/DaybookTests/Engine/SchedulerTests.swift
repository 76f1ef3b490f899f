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
}
