import Daybook
import Testing

/// What a program says of its types, seen by other processes.
@Suite struct RegisteredParametersTests {
  private struct SendEmail: JobPayload {
    static let type = "send-email"
    static let parameters: [JobParameter] = [.string("to"), .integer("copies", default: 1)]
    var to: String
    var copies: Int?
  }

  @Test(.timeLimit(.minutes(1)))
  func `other processes check payloads by the table of a program that runs`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path), program: "mailer", durability: .os)
    let sent = AsyncStream<String>.makeStream()
    try scheduler.register(SendEmail.self) { email, _ in sent.continuation.yield(email.to) }
    let running = Task { try await scheduler.run() }
    for try await event in scheduler.events() where event.kind == "worker.joined" { break }
    let other = try Engine.open(
      directory: directory.path, actor: Actor(user: "ann", host: "here", program: "daybook"))
    let worker = try #require(other.livingWorkers().first)
    #expect(worker.types == ["send-email"])
    #expect(worker.parameters["send-email"]?.map(\.name) == ["copies", "to"])
    #expect(worker.durability == .os)
    func enqueue(_ payload: String) async throws {
      _ = try await other.perform(Enqueue([JobRequest(type: "send-email", payload: Array(payload.utf8))]))
    }
    await #expect(throws: DaybookError.self) { try await enqueue(#"{"too":"ann"}"#) }
    try await enqueue(#"{"to":"ann"}"#)
    for await to in sent.stream {
      #expect(to == "ann")
      break
    }
    running.cancel()
    _ = try? await running.value
    // What it registered is known when it has gone, too.
    await #expect(throws: DaybookError.self) { try await enqueue(#"{"too":"ann"}"#) }
    other.close()
    scheduler.close()
  }

  @Test func `an interval that cannot be kept is refused`() async throws {
    let directory = try TemporaryDirectory()
    await #expect(throws: DaybookError.self) {
      _ = try await Scheduler(journal: .directory(directory.path), durability: .interval(.zero))
    }
  }
}
