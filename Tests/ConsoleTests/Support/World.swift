import Console
import Cron
import Daybook

/// A scheduler in memory and a console looking at it, under a clock that the test owns; plays the session's part.
final class World {
  static let start = Timestamp(milliseconds: 1_795_271_551_000)  // 2026-11-21T14:32:31Z

  let scheduler = SchedulerState()
  var now = World.start
  var console: ConsoleState
  /// Everything the console asked for, oldest first.
  private(set) var effects: [Effect] = []
  /// What the console has been told about the schedules it looked at.
  private(set) var forecasts = ForecastCache()
  private let random = SeededRandom(seed: 1)
  private let triggers = TriggerClock()
  private let actor = Actor(user: "ann", host: "here", program: "tests")
  private var sequence: UInt64 = 4790

  init(size: Size = Size(columns: 120, rows: 40), context: ConsoleContext = .sample) {
    console = ConsoleState(
      size: size, clock: WallClock(now: now, utcOffset: 0), context: context,
      snapshot: Snapshot.collect(SnapshotRequest(), from: scheduler, now: now))
  }

  @discardableResult
  func decide<D: Decision>(_ decision: D) throws -> D.Outcome {
    let transaction = Transaction(
      state: scheduler, now: now, nextSequence: sequence + 1, random: random, triggers: triggers)
    defer { sequence += UInt64(transaction.records.count) }
    return try decision.decide(in: transaction, actor: actor)
  }

  @discardableResult
  func enqueue(_ type: String, label: String? = nil, delay: Int64 = 0, retries: Int = 2) throws -> JobID {
    let request = JobRequest(
      type: type, dueAt: delay > 0 ? now.adding(milliseconds: delay) : nil, label: label,
      overrides: JobOverrides(maxRetries: retries))
    return try decide(Enqueue([request]))[0].id
  }

  /// A worker with so many slots that serves commands and the sample types.
  @discardableResult
  func join(slots: Int = 5, processID: Int32 = 7, durability: Durability = .always) throws -> UInt64 {
    let identity = WorkerDescription(
      name: "here/7", kind: "console", host: "here", user: "ann", processID: processID, slots: slots,
      servesCommands: true, types: ["backup", "send-report", "resize"], durability: durability)
    return try decide(JoinWorker(identity: identity))
  }

  func claim(_ worker: UInt64, _ count: Int = 1) throws -> [ClaimedAttempt] {
    try decide(WorkerTurn(worker: worker, finished: [], freeSlots: count)).claimed
  }

  func finish(_ worker: UInt64, _ attempt: ClaimedAttempt, _ outcome: AttemptOutcome) throws {
    let finished = FinishedAttempt(job: attempt.job, token: attempt.token, outcome: outcome)
    _ = try decide(WorkerTurn(worker: worker, finished: [finished], freeSlots: 0))
  }

  /// Passes an event and answers the console's questions until it has none.
  @discardableResult
  func send(_ event: ConsoleEvent) -> [Effect] {
    var produced = console.update(event)
    while console.snapshot.request != console.request { produced += look() }
    effects += produced
    return produced
  }

  @discardableResult
  func press(_ keys: Key...) -> [Effect] { keys.flatMap { send(.terminal(.key($0))) } }

  /// Types text, a key for each character.
  @discardableResult
  func type(_ text: String) -> [Effect] { text.flatMap { press(.character($0)) } }

  /// Shows the console what changed in the scheduler.
  @discardableResult
  func refresh() -> [Effect] { send(.snapshot(collect())) }

  func advance(_ milliseconds: Int64) {
    now = now.adding(milliseconds: milliseconds)
    send(.tick(WallClock(now: now, utcOffset: 0)))
  }

  func resize(_ columns: Int, _ rows: Int) { send(.terminal(.resize(Size(columns: columns, rows: rows)))) }

  func collect() -> Snapshot {
    var snapshot = Snapshot.collect(console.request, from: scheduler, now: now, previous: console.snapshot)
    forecasts.complete(&snapshot) { schedule, _ in
      triggers.forecast(of: schedule, now: now, localZone: .utc, count: ForecastCache.fires)
    }
    return snapshot
  }

  /// The screen as text rows.
  func rows(theme: Theme = .roles, glyphs: GlyphSet = .unicode) -> [String] {
    ConsoleView.surface(of: console, theme: theme, glyphs: glyphs).textRows
  }

  private func look() -> [Effect] { console.update(.snapshot(collect())) }
}

extension ConsoleContext {
  static let sample = ConsoleContext(directory: "~/.local/state/daybook")
}
