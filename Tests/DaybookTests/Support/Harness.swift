import Journal
import Testing

import Daybook

/// Runs decisions on a state without a log or a thread, under a clock and a generator that the test owns.
///
/// Every record goes through its bytes, so each test also tests the encoding.
final class Harness {
  private(set) var state = SchedulerState()
  var now = Timestamp(seconds: 1_800_000_000)
  let random: SeededRandom
  let triggers: TriggerClock
  private(set) var records: [[UInt8]] = []
  let actor = Actor(user: "ann", terminal: nil, host: "here", program: "tests")

  init(seed: UInt64 = 1, triggers: TriggerClock = TriggerClock()) {
    random = SeededRandom(seed: seed)
    self.triggers = triggers
  }

  /// Another process on the same journal.
  init(continuing other: Harness, triggers: TriggerClock) throws {
    random = other.random
    self.triggers = triggers
    now = other.now
    records = other.records
    state = try other.replayed()
  }

  /// What applying would change.
  func preview(_ declarations: Declarations) throws -> DeclarationChanges {
    try DeclarationComparison(declarations, with: state, now: now, triggers).changes
  }

  /// Another one that goes on from a snapshot of this one's state, with the same time and draws.
  func fork() throws -> Harness {
    let other = Harness(seed: 0)
    other.state = try state.encoded().withUnsafeBytes { try SchedulerState(decoding: $0) }
    other.now = now
    other.random.state = random.state
    return other
  }

  /// Appends an event, whether it fits or not.
  func emit(_ event: Event) throws { try perform(Emission(event: event)) }

  @discardableResult
  func perform<D: Decision>(_ decision: D) throws -> D.Outcome {
    let transaction = Transaction(
      state: state, now: now, nextSequence: state.lastSequence + 1, random: random, triggers: triggers)
    defer { records += transaction.records.map(\.bytes) }
    return try decision.decide(in: transaction, actor: actor)
  }

  func advance(_ milliseconds: Int64) { now = now.adding(milliseconds: milliseconds) }

  func enqueue(_ request: JobRequest) throws -> JobID { try perform(Enqueue([request]))[0].id }

  func state(of job: JobID) -> JobState? { state.summary(of: job)?.state }

  /// A worker with the given slots that serves commands and the types `a`, `b`, `c`; it leads if nobody does.
  func join(slots: Int = 100, name: String = "w1") throws -> UInt64 {
    try perform(JoinWorker(identity: .sample(name: name, slots: slots)))
  }

  /// A worker joins, takes the lead, and takes back what all others ran: their processes are gone.
  @discardableResult
  func takeOver(name: String) throws -> (worker: UInt64, takenBack: [JobID]) {
    let others = state.stats.workers.map(\.id)
    let worker = try join(name: name)
    try perform(ElectLeader(candidate: worker, seenEpoch: state.stats.epoch))
    return (worker, try takeBack(by: worker, dead: others))
  }

  /// The leader takes back what workers ran that are gone or do not respond.
  @discardableResult
  func takeBack(by leader: UInt64, dead: [UInt64] = [], unresponsive: [UInt64] = []) throws -> [JobID] {
    try perform(TakeBack(leader: leader, epoch: state.stats.epoch, dead: dead, unresponsive: unresponsive)).jobs
  }

  func claim(_ worker: UInt64, _ count: Int = 1) throws -> [ClaimedAttempt] {
    try perform(WorkerTurn(worker: worker, finished: [], freeSlots: count)).claimed
  }

  func finish(_ worker: UInt64, _ attempt: ClaimedAttempt, _ outcome: AttemptOutcome) throws {
    let finished = FinishedAttempt(job: attempt.job, token: attempt.token, outcome: outcome)
    _ = try perform(WorkerTurn(worker: worker, finished: [finished], freeSlots: 0))
  }

  /// The state that the records alone give.
  func replayed() throws -> SchedulerState {
    let state = SchedulerState()
    for (index, bytes) in records.enumerated() {
      try bytes.withUnsafeBytes {
        try state.fold(UInt64(index + 1), $0)
      }
    }
    return state
  }
}

/// An event, as it is.
private struct Emission: Decision {
  let event: Event

  func decide(in transaction: Transaction, actor: Actor) { transaction.emit(event, by: actor) }
}

extension WorkerDescription {
  static func sample(name: String = "w1", slots: Int = 100) -> WorkerDescription {
    WorkerDescription(
      name: name, kind: "tests", host: "here", user: "ann", processID: 7, slots: slots, servesCommands: true,
      types: ["a", "b", "c"])
  }
}

/// SplitMix64: the same draws for the same seed everywhere.
final class SeededRandom: RandomSource, RandomNumberGenerator, @unchecked Sendable {
  fileprivate var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  func next(below bound: Int64) -> Int64 { Int64(next() % UInt64(bound)) }
}

extension SchedulerState {
  /// Everything that readers can see, as text: two states that print alike behave alike.
  var portrait: String {
    let jobs = jobs(matching: .all, after: nil, limit: .max)
      .map { "\($0)\n\(attempts(of: $0.id))" }
    return (jobs + scheduleSummaries.map { "\($0)" } + ["\(stats)", "\(nextDue as Any) \(unsettled) \(lastSequence)"])
      .joined(separator: "\n")
  }
}

/// The failure that a closure throws, for tests that look at its message.
func refusal(_ body: () throws -> Void) -> DaybookError? {
  do {
    try body()
    return nil
  } catch {
    return error as? DaybookError
  }
}
