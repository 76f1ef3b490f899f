import Daybook
import Glibc
import Journal
import SimulatedHardware

/// Several processes on one virtual machine, with everything going wrong that can, decided by one seed.
///
/// One action runs at a time. Before any call that a process makes, it may be held up while others act (nested, on the same
/// thread), be killed, meet with an error, or lose its power with all the rest.
final class Simulation {
  private static let deepest = 2

  let seed: UInt64
  let machine: Machine
  let ledger = Ledger()
  private(set) var audit = LogAudit()
  private(set) var log: [[UInt8]] = []
  /// Told of every call, for whoever replays a seed.
  private let trace: ((String) -> Void)?
  private var random: SplitMix64
  private let plan: FaultPlan
  private var clients: [SimulatedClient] = []
  private var workers: [SimulatedWorker] = []
  private var observer: (process: VirtualProcess, journal: DirectoryJournal)?
  /// The independent reader: nothing happens to it, and while it looks nothing else happens.
  private var exempt: VirtualProcess?
  /// A process whose sync has failed, and that has not told the others yet.
  private var unannounced: VirtualProcess?
  private var depth = 0
  private var isDown = false
  private var isHealed = false
  private var nextLabel = 0
  /// Whether a write or sync has failed since the machine was started.
  private(set) var isPoisoned = false
  /// What happened, to be sure that something did.
  private(set) var figures: [String: Int] = [:]

  init(seed: UInt64, trace: ((String) -> Void)? = nil) {
    self.seed = seed
    self.trace = trace
    random = SplitMix64(seed: seed)
    plan = FaultPlan(&random)
    machine = Machine(seed: seed)
    machine.interposer = { [unowned self] call, process in interpose(call, process) }
  }

  /// Every promise that did not hold.
  var violations: [String] { ledger.violations + audit.violations }

  private var options: JournalOptions {
    var options = JournalOptions()
    options.segmentSize = JournalLimits.smallestSegmentBytes
    options.preallocation = 1024
    options.lockTimeout = 50
    return options
  }
}

// MARK: - The run

extension Simulation {
  /// Acts so many times, then stops all faults and demands that everything comes to its end.
  func run(actions: Int) {
    for _ in 0..<actions where violations.isEmpty {
      act()
      recover()
      if random.oneIn(6) { observe() }
    }
    observe()
    if violations.isEmpty { settle() }
    figures["acknowledged"] = ledger.acknowledged.count
    figures["records"] = log.count
    figures["jobs"] = audit.jobs.count
    figures["calls"] = machine.callCount
  }

  /// After a power cut, or a failed sync: the machine is started anew, and the log is compared with the ledger.
  private func recover() {
    if isPoisoned, !isDown, isHealed || random.oneIn(4) { cutPower() }
    clients.removeAll { !$0.process.isAlive }
    workers.removeAll { !$0.process.isAlive }
    guard isDown else { return }
    isDown = false
    isPoisoned = false
    observe()
  }

  private func cutPower() {
    trace?("the power goes")
    isDown = true
    figures["power cuts", default: 0] += 1
    observer = nil
    var survival = Survival(&random)
    machine.cutPower { survival.keeps($0) }
  }

  /// Without faults, one worker must be able to end every job.
  private func settle() {
    isHealed = true
    machine.disk.capacity = .max
    recover()
    for worker in workers { machine.kill(worker.process) }
    recover()
    do {
      let worker = try startWorker()
      // The first look elects it, the second takes back what the others ran.
      for _ in 1...2 { try worker.lookAround(stopped: []) }
      try resumeAll(worker.client)
      for _ in 0..<400 {
        try worker.turn(
          worker.running.map {
            FinishedAttempt(job: $0.job, token: $0.token, outcome: .succeeded(result: nil, usage: nil))
          })
        machine.advance(nanoseconds: 600_000_000_000)
        if worker.running.isEmpty, isSettled(worker.client.state) { break }
      }
      observe()
      checkState(worker.client.state)
      guard !isSettled(worker.client.state) else { return }
      let left = worker.client.state.jobs(matching: .all, after: nil, limit: .max).filter { !$0.state.isTerminal }
      ledger.report("I6: \(left.count) jobs have not come to their end; the first: \(left.first.map { "\($0)" } ?? "")")
    } catch {
      ledger.report("I6: without faults: \(error)")
    }
  }

  private func resumeAll(_ client: SimulatedClient) throws {
    let paused = client.state.stats
    if paused.isPaused { try client.perform(Resume(.everything)).get() }
    for type in paused.pausedTypes { try client.perform(Resume(.type(type))).get() }
    for queue in paused.pausedQueues { try client.perform(Resume(.queue(queue))).get() }
    for schedule in client.state.scheduleSummaries where schedule.isEnabled {
      try client.perform(SetScheduleEnabled(name: schedule.name, isEnabled: false)).get()
    }
  }

  private func isSettled(_ state: SchedulerState) -> Bool {
    [JobState.scheduled, .pending, .blocked, .running].allSatisfy { state.stats.count($0) == 0 }
  }

  private func checkState(_ state: SchedulerState) {
    for jobState in JobState.allCases where state.stats.count(jobState) != audit.count(jobState) {
      ledger.report("I8: \(state.stats.count(jobState)) jobs are \(jobState), by the log \(audit.count(jobState))")
    }
    if state.stats.staleRecords > audit.refusedReports { ledger.report("I13: \(firstStale()) had no effect") }
  }
}

extension Simulation {
  /// Prints what is in the log, for whoever replays a seed.
  func printLog() {
    for (place, bytes) in log.enumerated() {
      let event = try? bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: false) }
      print("record \(place + 1): \(event.map { "\($0.event)" } ?? "unreadable")")
    }
  }

  /// The first record of the log that came too late to change anything: a decision should not have emitted it.
  private func firstStale() -> String {
    let state = SchedulerState()
    for (place, bytes) in log.enumerated() {
      guard let event = try? bytes.withUnsafeBytes({ try RecordedEvent(decoding: $0, keepsPayload: false) }) else {
        break
      }
      let before = state.staleRecords
      state.apply(event, sequence: UInt64(place + 1))
      if case .reportRefused = event.event { continue }
      if state.staleRecords > before { return "record \(place + 1), \(event.event)," }
    }
    return "a record"
  }
}

// MARK: - The independent reader

extension Simulation {
  /// Reads what is in the log, without faults, and checks it against what was promised.
  private func observe() {
    guard depth == 0 else { return }
    depth += 1
    readLog(isAgain: false)
    depth -= 1
  }

  private func readLog(isAgain: Bool) {
    do {
      if observer == nil {
        // No journal yet, or one that nobody had finished making.
        guard machine.disk.inode(at: SimulatedClient.path + "/segments/0000000000000001.segment") != nil else {
          log = []
          audit = LogAudit()
          return ledger.check([])
        }
        let process = machine.start()
        exempt = process
        let journal = try DirectoryJournal.open(
          SimulatedClient.path, mode: .readOnly, options: options, fileSystem: process)
        observer = (process, journal)
        log = []
        audit = LogAudit()
      }
      try observer?.journal.catchUp { sequence, bytes in
        log.append(Array(bytes))
        if sequence != UInt64(log.count) { ledger.report("I9: record \(sequence) came as number \(log.count)") }
        audit.audit(log[log.count - 1], sequence: sequence)
      }
      ledger.check(log)
    } catch let error as JournalError where error.code == .stale && !isAgain {
      // What is behind a failed sync was written anew: it is read again from the start.
      observer = nil
      readLog(isAgain: true)
    } catch {
      ledger.report("I9: an independent reader: \(error)")
    }
  }
}

// MARK: - What goes wrong

extension Simulation {
  private func interpose(_ call: SystemCall, _ process: VirtualProcess) -> Intervention {
    let intervention = decide(call, process)
    if let trace {
      trace("\(String(repeating: "  ", count: depth))\(process.identity.number) \(call) → \(intervention)")
    }
    return intervention
  }

  private func decide(_ call: SystemCall, _ process: VirtualProcess) -> Intervention {
    if isDown || isHealed || process === exempt { return .proceed }
    if process === unannounced {
      // Announcing takes one write: nothing happens in between. What if it did stands in docs/invariants.md.
      if call.name == "fdatasync" { unannounced = nil }
      return .proceed
    }
    if call.isMutating || call.name == "fcntl" || call.name == "unlock" {
      if depth < Self.deepest, random.oneIn(plan.holdUp) { holdUp() }
      if isDown { return .proceed }
      if random.oneIn(plan.kill) {
        trace?("\(process.identity.number) is killed")
        machine.kill(process)
        figures["killed in a call", default: 0] += 1
        return .proceed
      }
      if random.oneIn(plan.powerCut) {
        cutPower()
        return .proceed
      }
    }
    let intervention = plan.error(call, &random, isPoisoning: { isPoisoned = true })
    if case .proceed = intervention { return .proceed }
    figures["failed calls", default: 0] += 1
    if case .dropAndFail = intervention { unannounced = process }
    return intervention
  }

  /// The process that calls waits, while others do something.
  private func holdUp() {
    depth += 1
    figures["held up", default: 0] += 1
    defer { depth -= 1 }
    for _ in 0...random.below(3) where !isDown { act() }
  }
}

// MARK: - What is done

extension Simulation {
  private func act() {
    machine.advance(nanoseconds: UInt64(random.below(plan.longestStep)) * 1_000_000)
    switch random.below(28) {
    case 0, 1, 2: withClient { _ = $0.perform(Enqueue([newJob($0)])) }
    case 3: withClient { client in _ = client.perform(Enqueue((0...random.below(5)).map { _ in newJob(client) })) }
    case 4: withClient { client in _ = client.perform((0...random.below(3)).map { _ in Enqueue([newJob(client)]) }) }
    case 5, 6: withClient { _ = $0.perform(Cancel(anyJob($0))) }
    case 7: withClient { _ = $0.perform(Retry(anyJob($0))) }
    case 8: withClient { pauseOrResume($0) }
    case 9, 10: withClient { changeSchedule($0) }
    case 11: withClient { try? $0.catchUp() }
    case 12: kill()
    case 13: machine.wallOffset += plan.clockSteps ? Int64(random.below(14_400_000)) - 7_200_000 : 0
    case 14: machine.disk.capacity = plan.fills && random.oneIn(2) ? machine.disk.size + random.below(3000) : .max
    case 15: if workers.count < 3 { _ = try? startWorker() }
    case 16: if random.oneIn(3) { withWorker { leave($0) } }
    case 17, 18: withWorker { lookAround($0) }
    case 19: stopOrContinue()
    default: withWorker { turn($0) }
    }
  }

  private func withClient(_ body: (SimulatedClient) -> Void) {
    let idle = clients.filter { !$0.isBusy && $0.process.isAlive }
    if idle.count < 2, clients.count < 4 {
      if let client = try? startClient() { return body(client) }
    } else if !idle.isEmpty {
      body(idle[random.below(idle.count)])
    }
  }

  private func withWorker(_ body: (SimulatedWorker) -> Void) {
    let idle = workers.filter { !$0.isBusy && $0.process.isAlive && !$0.isStopped }
    if idle.isEmpty { _ = try? startWorker() } else { body(idle[random.below(idle.count)]) }
  }

  private func startClient() throws -> SimulatedClient {
    let client = try SimulatedClient(
      machine.start(), on: machine, options: options, seed: random.next(), ledger: ledger)
    clients.append(client)
    return client
  }

  @discardableResult
  private func startWorker() throws -> SimulatedWorker {
    let client = try SimulatedClient(
      machine.start(), on: machine, options: options, seed: random.next(), ledger: ledger)
    do {
      let worker = try SimulatedWorker(client, ledger: ledger)
      try worker.join()
      workers.append(worker)
      return worker
    } catch {
      if !isDown { machine.kill(client.process) }
      throw error
    }
  }

  private func kill() {
    let processes = clients.map(\.process) + workers.map(\.process)
    if !processes.isEmpty, random.oneIn(3) { machine.kill(processes[random.below(processes.count)]) }
  }

  private func lookAround(_ worker: SimulatedWorker) {
    // One that is in the middle of a call has not been silent for long.
    let stopped = workers.filter { $0.isStopped && !$0.isBusy && $0.process.isAlive }
    try? worker.lookAround(stopped: stopped)
    if random.oneIn(3) { try? worker.review(boot: machine.boot) }
  }

  private func stopOrContinue() {
    guard !workers.isEmpty else { return }
    let worker = workers[random.below(workers.count)]
    if !worker.isBusy { worker.isStopped.toggle() }
    figures["stopped", default: 0] += worker.isStopped ? 1 : 0
  }

  private func leave(_ worker: SimulatedWorker) {
    try? worker.leave()
    if worker.process.isAlive { machine.kill(worker.process) }
  }

  private func turn(_ worker: SimulatedWorker) {
    var finished: [FinishedAttempt] = []
    let failure = Failure(kind: .error, message: "no")
    for attempt in worker.running where random.oneIn(2) {
      let outcomes: [AttemptOutcome] = [
        .succeeded(result: nil, usage: nil), .succeeded(result: [1, 2], usage: nil), .failed(failure, usage: nil),
        .discarded(failure, usage: nil), .snoozed(milliseconds: Int64(random.below(5000))),
        .cancelled(reason: nil), .interrupted(reason: "told to stop"),
      ]
      let outcome = outcomes[random.below(outcomes.count)]
      finished.append(FinishedAttempt(job: attempt.job, token: attempt.token, outcome: outcome))
    }
    do {
      try worker.turn(finished)
    } catch  where DaybookError(wrapping: error).code == .storage {
      // It keeps what has ended, and tries again.
    } catch {
      // It ends what it runs, and itself.
      if worker.process.isAlive { machine.kill(worker.process) }
    }
  }
}

// MARK: - Requests

extension Simulation {
  private func newJob(_ client: SimulatedClient) -> JobRequest {
    nextLabel += 1
    var request = JobRequest(type: ["a", "b", "c"][random.below(3)], label: "\(seed)/\(nextLabel)")
    request.overrides.maxRetries = random.below(3)
    if random.oneIn(3) { request.payload = [UInt8](repeating: UInt8(ascii: "1"), count: 1 + random.below(500)) }
    if random.oneIn(3) {
      request.dueAt = Timestamp(milliseconds: machine.wallMilliseconds + Int64(random.below(10_000)))
    }
    if random.oneIn(4) { request.key = "key \(random.below(3))" }
    if random.oneIn(4) { request.queue = "q\(random.below(2))" }
    if random.oneIn(8) { request.overrides.once = true }
    return request
  }

  private func anyJob(_ client: SimulatedClient) -> JobID {
    JobID(1 + UInt64(random.below(Int(client.state.lastSequence) + 2)))
  }

  private func pauseOrResume(_ client: SimulatedClient) {
    let scope = [PauseScope.everything, .type("a"), .queue("q0")][random.below(3)]
    if random.oneIn(3) { _ = client.perform(Pause(scope)) } else { _ = client.perform(Resume(scope)) }
  }

  private func changeSchedule(_ client: SimulatedClient) {
    let name = "s\(random.below(2))"
    if random.oneIn(2), client.state.schedule(named: name) != nil {
      _ =
        random.oneIn(3)
        ? client.perform(SetScheduleEnabled(name: name, isEnabled: random.oneIn(2))).map { _ in }
        : client.perform(TriggerSchedule(name: name)).map { _ in }
    } else {
      let anchor = Timestamp(milliseconds: machine.wallMilliseconds)
      _ = client.perform(
        UpsertSchedule(
          ScheduleDefinition(
            name: name, owner: "ann", source: "file",
            trigger: .every(
              milliseconds: Int64(3000 + random.below(9000)), anchor: anchor, startsImmediately: random.oneIn(2)),
            overlap: OverlapPolicy.allCases[random.below(3)], template: JobRequest(type: "b"))))
    }
  }
}
