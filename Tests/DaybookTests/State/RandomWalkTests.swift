import Daybook
import Testing

/// Random operations on a small world, with the promises checked after every step.
struct RandomWalkTests {
  @Test(arguments: 1...40)
  func `counters, replay and turns hold after every random step`(_ seed: Int) throws {
    var walk = RandomWalk(seed: UInt64(seed))
    for step in 0..<250 {
      try walk.step()
      walk.check("seed \(seed), step \(step)")
    }
    #expect(try walk.harness.replayed().portrait == walk.harness.state.portrait, "seed \(seed)")
  }
}

struct RandomWalk {
  var harness: Harness
  private var worker: UInt64 = 0
  private var attempts: [ClaimedAttempt] = []
  private var cancelled: Set<JobID> = []

  init(seed: UInt64) {
    harness = Harness(seed: seed)
  }

  mutating func step() throws {
    harness.advance(draw(3000))
    switch draw(12) {
    case 0, 1, 2: try enqueue()
    case 3, 4: try turn()
    case 5, 6: try finish()
    case 7: cancel()
    case 8: _ = try? harness.perform(Retry(anyJob()))
    case 9: try pauseOrResume()
    case 10: try schedule()
    default: try restart()
    }
  }

  func check(_ place: String) {
    let jobs = harness.state.jobs(matching: .all, after: nil, limit: .max)
    let stats = harness.state.stats
    #expect(stats.total == jobs.count, "\(place)")
    for state in JobState.allCases {
      #expect(stats.count(state) == jobs.count { $0.state == state }, "\(place): \(state)")
    }
    #expect(stats.staleRecords == 0, "\(place): a decision emitted a record that did not fit")
    #expect(stats.count(.running) == stats.workers.reduce(0) { $0 + $1.running }, "\(place)")
    #expect(stats.dead == jobs.count(where: \.isDead), "\(place)")
    for job in jobs where cancelled.contains(job.id) {
      #expect(job.state == .cancelled, "\(place): \(job.id) was cancelled and is \(job.state)")
    }
  }

  private mutating func enqueue() throws {
    var request = JobRequest(type: ["a", "b", "c"][Int(draw(3))], priority: Priority(Int(draw(41)) - 20) ?? .normal)
    if draw(3) == 0 { request.dueAt = harness.now.adding(milliseconds: draw(10_000)) }
    if draw(4) == 0 { request.key = "k\(draw(3))" }
    if draw(4) == 0 { request.queue = "q\(draw(2))" }
    if draw(2) == 0 { request.overrides.maxRetries = Int(draw(3)) }
    if draw(8) == 0 { request.overrides.once = true }
    _ = try harness.perform(Enqueue([request]))
  }

  private mutating func turn() throws {
    guard worker != 0 else { return try restart() }
    let free = Int(draw(4))
    let isNeeded = harness.state.needsTurn(worker: worker, freeSlots: free, now: harness.now)
    let before = harness.state.lastSequence
    attempts += try harness.claim(worker, free)
    // A turn that was not needed must change nothing, or workers would miss work by not taking it.
    if !isNeeded { #expect(harness.state.lastSequence == before) }
  }

  private mutating func finish() throws {
    guard !attempts.isEmpty else { return }
    let attempt = attempts.remove(at: Int(draw(Int64(attempts.count))))
    let failure = Failure(kind: .error, message: "no")
    let outcomes: [AttemptOutcome] = [
      .succeeded(result: [1, 2], usage: nil), .failed(failure, usage: nil), .discarded(failure, usage: nil),
      .snoozed(milliseconds: draw(5000)), .cancelled(reason: "x"), .interrupted(reason: "y"),
    ]
    try harness.finish(worker, attempt, outcomes[Int(draw(6))])
  }

  private mutating func cancel() {
    let job = anyJob()
    if (try? harness.perform(Cancel(job))) == .cancelled { cancelled.insert(job) }
    // A job that is retried on purpose may run again.
    if draw(3) == 0, (try? harness.perform(Retry(job))) != nil { cancelled.remove(job) }
  }

  private mutating func anyJob() -> JobID {
    let job = JobID(UInt64(draw(Int64(harness.state.lastSequence + 2))))
    if cancelled.contains(job) { cancelled.remove(job) }
    return job
  }

  private func pauseOrResume() throws {
    let scope = [PauseScope.everything, .type("a"), .queue("q0")][Int(draw(3))]
    if draw(3) == 0 { try harness.perform(Pause(scope)) } else { try harness.perform(Resume(scope)) }
  }

  private func schedule() throws {
    let name = "s\(draw(2))"
    if draw(2) == 0, harness.state.schedule(named: name) != nil {
      switch draw(4) {
      case 0: try harness.perform(ResetSchedule(name: name))
      case 1: try harness.perform(RemoveSchedule(name: name, owner: nil, source: "file"))
      default: try harness.perform(SetScheduleEnabled(name: name, isEnabled: draw(2) == 0))
      }
      return
    }
    var definition = ScheduleDefinition(
      name: name, owner: "ann", source: "file",
      trigger: .every(milliseconds: 500 + draw(9000), anchor: harness.now, startsImmediately: draw(2) == 0),
      misfire: [.latest, .skip, .all(max: 3)][Int(draw(3))], overlap: OverlapPolicy.allCases[Int(draw(4))],
      template: JobRequest(type: "b"))
    definition.jitterMilliseconds = draw(500)
    if draw(3) == 0 { definition.maxFires = 1 + Int(draw(5)) }
    if draw(3) == 0 { definition.endsAt = harness.now.adding(milliseconds: draw(60_000)) }
    try harness.perform(UpsertSchedule(definition))
  }

  /// The worker dies and another one comes.
  private mutating func restart() throws {
    attempts = []
    worker = try harness.takeOver(name: "w\(harness.state.lastSequence)").worker
  }

  func draw(_ bound: Int64) -> Int64 { harness.random.next(below: bound) }
}
