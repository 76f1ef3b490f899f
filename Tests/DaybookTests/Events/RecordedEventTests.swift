import Daybook
import Testing

struct RecordedEventTests {
  static let samples: [Event] = {
    var type = TypeDefinition(name: "t", source: "/f")
    type.queue = "q"
    type.concurrency = 3
    type.maxRetries = 0
    type.backoff = .fixed(.seconds(3))
    type.timeoutMilliseconds = .max
    type.graceMilliseconds = 0
    type.command = CommandDefinition(
      arguments: ["a", "", "ü\u{0}"], usesShell: true, workingDirectory: "/", environment: ["B": "2", "A": "1"])
    type.parameters = [ParameterDefinition(name: "p", kind: .boolean, defaultText: nil)]
    var request = JobRequest(
      type: "t", payload: Array("{}".utf8), priority: .critical, key: "k", entity: "e", label: "l", tags: ["x", "y"],
      owner: "o",
      overrides: JobOverrides(
        maxRetries: 9, backoff: .standard, timeoutMilliseconds: 1, graceMilliseconds: 2, once: true))
    request.queue = "q"
    request.dueAt = Timestamp(milliseconds: -1)
    let failure = Failure(kind: .timeout, message: "m", exitCode: -1, signal: 9)
    let usage = ResourceUsage(userMilliseconds: 1, systemMilliseconds: 2, peakMemoryBytes: 1 << 40)
    let job = JobID(.max)
    let time = Timestamp(milliseconds: 1_800_000_000_123)
    let schedule = ScheduleDefinition(
      name: "s", owner: "o", source: "f", trigger: .cron(expression: "* * * * *", timeZone: "UTC"), misfire: .skip,
      overlap: .skip, maxLatenessMilliseconds: 7, template: request)
    var interval = schedule
    interval.trigger = .every(milliseconds: 5, anchor: time, startsImmediately: true)
    var once = schedule
    once.trigger = .at(time)
    var rich = schedule
    rich.trigger = .boot
    rich.purpose = "at boot"
    rich.isEnabled = false
    (rich.startsAt, rich.endsAt) = (time, time.adding(milliseconds: 1))
    rich.maxFires = 3
    rich.jitterMilliseconds = 250
    rich.misfire = .all(max: 7)
    rich.overlap = .replace
    var described = type
    described.purpose = "what it is for"
    return [
      .jobEnqueued(JobEnqueued(request: request, queue: "q", dueAt: request.dueAt, after: [job], schedule: 5)),
      .jobEnqueued(JobEnqueued(request: JobRequest(type: "x"), queue: "default", dueAt: nil)),
      .jobStarted(job: job, worker: 0), .jobProgressed(job: job, token: 1, thousandths: 1000),
      .attemptFailed(job: job, token: 1, failure: failure, usage: usage),
      .attemptFailed(job: job, token: 1, failure: Failure(kind: .error, message: ""), usage: nil),
      .retryScheduled(job: job, token: 1, dueAt: time), .jobSnoozed(job: job, token: 1, dueAt: time),
      .jobCompleted(job: job, token: 1, result: [], usage: usage),
      .jobCompleted(job: job, token: 1, result: nil, usage: nil),
      .jobFailed(job: job, token: nil, failure: failure), .jobDeadLettered(job: job),
      .cancelRequested(job: job, reason: "r"), .jobCancelled(job: job, token: 3, from: .running, reason: nil),
      .jobRetried(job: job, from: .failed), .attemptLost(job: job, token: 1, reason: "r", isCounted: true),
      .reportRefused(job: job, token: 7), .matured(through: time, max: 1000), .settled(job: job, max: 1),
      .scheduleAdded(definition: schedule, nextFire: nil, isEnabled: false),
      .scheduleUpdated(id: 9, definition: interval, nextFire: time),
      .scheduleUpdated(id: 9, definition: once, nextFire: time), .scheduleRemoved(id: 9),
      .scheduleUpdated(id: 9, definition: rich, nextFire: nil), .typeConfigured(described),
      .scheduleRevised(id: 9, nextFire: time, cause: .zoneRules), .scheduleRevised(id: 9, nextFire: nil, cause: .clock),
      .scheduleDisabled(id: 9, cause: .reset), .machineStarted(bootIdentifier: "6ef2"),
      .scheduleEnabled(id: 9, nextFire: time, cause: .operator), .scheduleDisabled(id: 9, cause: .orphaned),
      .scheduleFired(id: 9, nominal: time, nextFire: nil, isManual: true),
      .scheduleMissed(id: 9, count: 4, through: time, nextFire: time, cause: .overlap), .typeConfigured(type),
      .queueConfigured(QueueDefinition(name: "q", source: "f", concurrency: nil)), .paused(.everything),
      .paused(.type("t")), .resumed(.queue("q")), .workerJoined(.sample()), .workerLeft(worker: 1),
      .workerLost(worker: 2), .leaderElected(worker: 1, epoch: 2), .foldRaised(version: 2),
    ]
  }()

  private func decode(_ bytes: [UInt8], keepsPayload: Bool = true) throws -> RecordedEvent {
    try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: keepsPayload) }
  }

  @Test func `the samples cover every kind`() {
    #expect(Set(Self.samples.map(\.kind)) == Set(EventKind.allCases))
  }

  @Test(arguments: samples)
  func `an event reads back as it was written`(_ event: Event) throws {
    for (actor, epoch) in [(nil, nil), ("ann@here pts/1 console", nil), (nil, 7), ("ann", .max)] as [(String?, UInt64?)]
    {
      let recorded = RecordedEvent(time: Timestamp(milliseconds: -5), actor: actor, epoch: epoch, event: event)
      var expected = recorded
      // A job's queue and due time are stored once; they come back in both places.
      if case .jobEnqueued(var job) = event {
        job.request.queue = job.queue == Limits.defaultQueue ? nil : job.queue
        job.request.dueAt = job.dueAt
        expected.event = .jobEnqueued(job)
      }
      #expect(try decode(recorded.encoded()) == expected)
    }
  }

  @Test(arguments: samples)
  func `a record cut short anywhere is an error and never a different event`(_ event: Event) {
    let bytes = RecordedEvent(time: Timestamp(milliseconds: 1), actor: nil, event: event).encoded()
    for length in 0..<bytes.count {
      #expect(throws: RecordError.self) { try decode(Array(bytes.prefix(length))) }
    }
    #expect(throws: RecordError.self) { try decode(bytes + [0]) }
  }

  @Test func `an unknown kind is refused by its number`() {
    let error = #expect(throws: RecordError.self) { try decode([200, 0, 0]) }
    #expect(error?.description.contains("kind 200") == true)
  }

  @Test func `random bytes never trap`() {
    let random = SeededRandom(seed: 42)
    for _ in 0..<20_000 {
      let bytes = (0..<Int(random.next(below: 60))).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = try? decode(bytes)
    }
  }

  @Test func `a queued job with a payload of 100 bytes has a record of at most 125 bytes`() {
    let job = JobEnqueued(
      request: JobRequest(type: "send-email", payload: Array(repeating: 65, count: 100)), queue: "default", dueAt: nil)
    let recorded = RecordedEvent(
      time: Timestamp(milliseconds: 1_800_000_000_000), actor: nil, event: .jobEnqueued(job))
    #expect(recorded.encoded().count <= 125)
  }

  @Test func `the fold leaves payloads on disk`() throws {
    let job = JobEnqueued(request: JobRequest(type: "t", payload: [1, 2, 3]), queue: "default", dueAt: nil)
    let bytes = RecordedEvent(time: Timestamp(milliseconds: 1), actor: nil, event: .jobEnqueued(job)).encoded()
    guard case .jobEnqueued(let read) = try decode(bytes, keepsPayload: false).event else {
      Issue.record("another kind came back")
      return
    }
    #expect(read.request.payload.isEmpty)
  }
}
