import Daybook
import Journal
import Logging
import Synchronization

/// Several workers, each with an engine of its own, over one log in memory and under one virtual clock.
final class WorkerTeam: Sendable {
  struct Member: Sendable {
    let name: String
    let engine: Engine
    let worker: Worker
    let running: Task<Void, any Error>
    let leadership: Leadership
  }

  /// What a worker was told about leading.
  final class Leadership: Sendable {
    private let state = Mutex<[String]>([])
    var history: [String] { state.withLock { $0 } }
    func note(_ text: String) { state.withLock { $0.append(text) } }
  }

  static let leaderTimeout: Int64 = 1500
  static let workerTimeout: Int64 = 2000

  let time = VirtualTime()
  let hall = WorkerHall()
  private let log = MemoryLog()
  private let actor = Actor(user: "ann", host: "here", program: "tests")

  /// Starts a worker and waits until it has joined.
  ///
  /// - Parameters:
  ///   - coldStart: milliseconds in which it does not stand for election.
  ///   - handle: runs every attempt of the types `a` and `b`.
  func start(
    _ name: String, slots: Int = 5, coldStart: Int64 = 0,
    handle: @escaping @Sendable (AttemptContext) async -> AttemptOutcome
  ) async throws -> Member {
    let log = log
    let engine = try Engine.open(actor: actor, time: time, random: SeededRandom(seed: 7)) { log.open() }
    var handlers = HandlerRegistry()
    for type in ["a", "b"] { handlers.register(type, TeamHandler(body: handle)) }
    var options = WorkerOptions(slots: slots, kind: "tests", bootIdentifier: "")
    options.leaderTimeoutMilliseconds = Self.leaderTimeout
    options.workerTimeoutMilliseconds = Self.workerTimeout
    options.coldStartMilliseconds = coldStart
    let leadership = Leadership()
    options.onLeadershipAcquired = { leadership.note("acquired \($0)") }
    options.onLeadershipLost = { leadership.note("lost \($0)") }
    let worker = Worker(
      engine: engine, handlers: handlers, options: options, presence: hall.presence(name), actor: actor, time: time,
      logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let member = Member(
      name: name, engine: engine, worker: worker, running: Task { try await worker.run() }, leadership: leadership)
    try await event("worker.joined", in: member) { $0.worker == name }
    return member
  }

  /// The process dies: it writes nothing more, and its lock is free.
  func kill(_ member: Member) async {
    member.engine.close()
    hall.kill(member.name)
    await member.worker.interrupt()
    _ = try? await member.running.value
  }

  /// Waits for an event, as that worker's process sees it.
  @discardableResult
  func event(
    _ kind: String, in member: Member, where matches: (SchedulerEvent) -> Bool = { _ in true }
  ) async throws -> SchedulerEvent {
    for try await event in member.engine.events(since: 0) where event.kind == kind && matches(event) { return event }
    throw DaybookError(.closed, "the events ended before \(kind)")
  }

  /// Lets time pass, no faster than the observers look around: who is not among them may look silent to those who are.
  func pass(_ milliseconds: Int64, observedBy observers: Member...) async {
    let step: Int64 = 300
    for _ in 0..<((milliseconds + step - 1) / step) {
      let before = observers.map { hall.looks(by: $0.name) }
      time.advance(step)
      for (observer, looks) in zip(observers, before) { await hall.looks(by: observer.name, reach: looks + 1) }
    }
  }

  func enqueue(_ request: JobRequest, _ member: Member) async throws -> JobID {
    try await member.engine.perform(Enqueue([request]))[0].id
  }

  func end(_ members: Member...) async throws {
    for member in members {
      await member.worker.interrupt()
      try await member.running.value
      member.engine.close()
    }
  }
}

private struct TeamHandler: JobHandler {
  let body: @Sendable (AttemptContext) async -> AttemptOutcome
  func run(_ attempt: AttemptContext) async -> AttemptOutcome { await body(attempt) }
}
