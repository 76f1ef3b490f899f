import Daybook
import Foundation
import Journal
import Logging
import Testing

/// Engines on a journal that is compacted under them.
struct CompactionEngineTests {
  private let actor = Actor(user: "ann", host: "here", program: "tests")
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Segments of a few records each.
  private static func store(_ path: String, _ mode: JournalMode) throws -> DirectoryJournal {
    var options = JournalOptions()
    options.segmentSize = JournalLimits.smallestSegmentBytes
    options.preallocation = 1024
    return try DirectoryJournal.open(path, mode: mode, options: options)
  }

  private func open(_ mode: JournalMode = .readWrite) throws -> Engine {
    let path = directory.path
    return try Engine.open(actor: actor, directory: path) { try Self.store(path, mode) }
  }

  private func enqueue(_ engine: Engine, _ count: Int) async throws -> [JobID] {
    var jobs: [JobID] = []
    for number in 0..<count {
      let request = JobRequest(type: "a", payload: Array("[\(number)]".utf8))
      jobs.append(try await engine.perform(Enqueue([request]))[0].id)
    }
    return jobs
  }

  private func compact() throws -> CompactionReport? {
    try Engine.compact(directory: directory.path, keep: .nothing) { _ in }
  }

  @Test(.timeLimit(.minutes(1)))
  func `payloads and states are there after compacting, in old engines and in new ones`() async throws {
    let old = try open()
    defer { old.close() }
    let jobs = try await enqueue(old, 200)
    try await old.perform(Cancel(jobs[7]))
    let report = try #require(try compact())
    #expect(report.segment > 1 && report.snapshotBytes > 0)
    let new = try open(.readOnly)
    defer { new.close() }
    #expect(new.read { $0.portrait } == old.read { $0.portrait })
    #expect(new.read { $0.encoded() } == old.read { $0.encoded() })
    for engine in [old, new] {
      for (number, job) in jobs.enumerated() { #expect(try engine.payload(of: job) == Array("[\(number)]".utf8)) }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a job without a payload can run after compacting`() async throws {
    let old = try open()
    defer { old.close() }
    let job = try await old.perform(Enqueue([JobRequest(type: "a")]))[0].id
    _ = try await enqueue(old, 200)
    _ = try compact()
    let new = try open()
    defer { new.close() }
    for engine in [old, new] { #expect(try engine.payload(of: job).isEmpty) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `results are carried forward`() async throws {
    let log = try open()
    defer { log.close() }
    let job = try await enqueue(log, 1)[0]
    let worker = try await log.perform(JoinWorker(identity: .sample()))
    let claimed = try await log.perform(WorkerTurn(worker: worker, finished: [], freeSlots: 1)).claimed[0]
    let result = Array("\"done\"".utf8)
    let finished = FinishedAttempt(job: job, token: claimed.token, outcome: .succeeded(result: result, usage: nil))
    _ = try await log.perform(WorkerTurn(worker: worker, finished: [finished], freeSlots: 0))
    _ = try await enqueue(log, 100)
    _ = try compact()
    let new = try open(.readOnly)
    defer { new.close() }
    #expect(try new.result(of: job) == result)
  }

  @Test(.timeLimit(.minutes(1)))
  func `an engine whose log was compacted away before it read it goes on from the snapshot`() async throws {
    let writer = try open()
    defer { writer.close() }
    _ = try await enqueue(writer, 3)
    let path = directory.path
    let sleeping = try Self.store(path, .readWrite)
    _ = try await enqueue(writer, 200)
    _ = try compact()
    // As an engine would that slept between two of its calls: its store stands where it stood.
    try sleeping.catchUpIgnoringAll()
    let late = try Engine.open(actor: actor, directory: path) { sleeping }
    defer { late.close() }
    let job = try await late.perform(Enqueue([JobRequest(type: "late")]))[0].id
    #expect(late.read { $0.stats.count(.pending) } == 204)
    #expect(late.read { $0.summary(of: job) } != nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func `subscribers are told of events that were compacted away`() async throws {
    let engine = try open()
    defer { engine.close() }
    _ = try await enqueue(engine, 200)
    _ = try compact()
    let jobs = try await enqueue(engine, 20)
    var events: [SchedulerEvent] = []
    for try await event in engine.events(since: 10) {
      events.append(event)
      if event.sequence == jobs.last?.rawValue { break }
    }
    let first = try #require(events.first)
    #expect(first.kind == "journal.compacted")
    #expect(first.detail == "events 11 to 200 are no longer in the journal")
    #expect(events.dropFirst().map(\.sequence) == Array(201...220))
  }

  @Test(.timeLimit(.minutes(1)))
  func `a leading worker compacts by itself, and work goes on`() async throws {
    let engine = try open()
    defer { engine.close() }
    let (reports, told) = AsyncStream<CompactionReport>.makeStream()
    let policy = CompactionPolicy(smallestBytes: 20_000)
    let watch = CompactionWatch(
      engine, policy: policy, isLeading: { true },
      report: { result in
        if case .success(let report) = result { told.yield(report) }
      })
    let observation = watch.start()
    defer { observation.cancel() }
    let jobs = try await enqueue(engine, 400)
    var seen = 0
    for await report in reports {
      #expect(report.bytesAfter <= report.bytesBefore)
      seen += 1
      break
    }
    #expect(seen == 1)
    let new = try open(.readOnly)
    defer { new.close() }
    #expect(new.read { $0.encoded() } == engine.read { $0.encoded() })
    #expect(try new.payload(of: jobs[0]) == Array("[0]".utf8))
  }

  @Test(.timeLimit(.minutes(1)))
  func `who does not lead does not compact`() async throws {
    let engine = try open()
    defer { engine.close() }
    let watch = CompactionWatch(engine, policy: CompactionPolicy(smallestBytes: 1), isLeading: { false }) { _ in
      Issue.record("compacted without leading")
    }
    let observation = watch.start()
    _ = try await enqueue(engine, 200)
    observation.cancel()
    #expect(try JournalInspection(directory.path).information().snapshots.isEmpty)
  }
}

extension DirectoryJournal {
  fileprivate func catchUpIgnoringAll() throws {
    #expect(throws: JournalError.self) { try catchUp { _, _ in } }
  }
}
