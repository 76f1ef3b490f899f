import Daybook

/// Puts requests into the journal and says what became of them; what `add`, `enqueue` and `run` share.
struct Enqueuer: Sendable {
  private let workplace: Workplace
  private let printer: Printer

  init(_ workplace: Workplace, printer: Printer) {
    self.workplace = workplace
    self.printer = printer
  }

  /// Enqueues all requests in one append, prints their ids or objects, and waits for them if asked to.
  ///
  /// Throws `ExitStatus` when it waited and a job did not complete.
  func enqueue(_ requests: [JobRequest], waits: Bool) async throws {
    if !waits, try await enqueueBlindly(requests) { return }
    let engine = try workplace.openForChanging()
    defer { engine.close() }
    let results = try await append(requests, to: engine)
    try print(results, engine)
    guard waits else {
      let new = zip(requests, results).filter(\.1.isNew).map(\.0.type)
      return remark(on: new, WorkerCheck(engine))
    }
    let ending = try await JobWait(engine: engine).untilEnded(results.map(\.id), any: false, timeout: nil)
    try EndingReport(printer: printer).report(ending, isQuiet: printer.isJSON)
  }

  /// Enqueues all requests in one append; says which keys were held.
  func append(_ requests: [JobRequest], to engine: Engine) async throws -> [Enqueue.Result] {
    for request in requests { try KnownTypes(engine, program: printer.program).check(request.type) }
    let results = try await engine.perform(Enqueue(requests))
    for (request, result) in zip(requests, results) where !result.isNew {
      printer.talk("nothing added: \(result.id) is live and holds the key '\(request.key ?? "")'")
    }
    return results
  }

  private func print(_ results: [Enqueue.Result], _ engine: Engine) throws {
    guard printer.isJSON else { return try printer.lines(results.map(\.id.description)) }
    let reader = JobReader(engine)
    try printer.json(
      try results.compactMap { result in
        guard var source = try reader.source(result.id) else { return nil }
        if result.isNew {
          source.summary = source.summary.asEnqueued
          source.result = nil
        }
        return JobJSON(source).value
      })
  }

  /// Enqueues without reading the journal, if the requests allow that; false when nothing was done.
  private func enqueueBlindly(_ requests: [JobRequest]) async throws -> Bool {
    guard requests.allSatisfy(BlindProducer.accepts), let producer = try workplace.openForProducing(),
      let jobs = try await producer.enqueue(requests)
    else { return false }
    if printer.isJSON {
      try printer.json(zip(jobs, requests).map { JobJSON(.init(summary: $0, payload: $1.payload)).value })
    } else {
      try printer.lines(jobs.map(\.id.description))
    }
    if !producer.isServed { remarkOnNobody(jobs.count) }
    return true
  }

  /// Says what of it nobody will run as things are.
  private func remark(on types: [String], _ workers: WorkerCheck) {
    if types.isEmpty { return }
    guard workers.isServed else { return remarkOnNobody(types.count) }
    for type in workers.unserved(types) {
      let count = types.count { $0 == type }
      printer.talk("queued \(count); no worker here serves \(type): \(printer.program) workers", .yellow)
    }
  }

  private func remarkOnNobody(_ count: Int) {
    printer.talk("queued \(count); nothing is running jobs: \(printer.program) up", .yellow)
  }
}
