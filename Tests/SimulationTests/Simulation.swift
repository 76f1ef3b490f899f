import Daybook
import Journal
import SimulatedHardware

/// Several processes on one virtual machine, with everything going wrong that can, decided by one seed.
///
/// One action runs at a time. Before any call that a process makes, it may be held up while others act (nested, on the same
/// thread), be killed, meet with an error, or lose its power with all the rest.
final class Simulation {
  static let deepest = 2

  let seed: UInt64
  let machine: Machine
  let ledger = Ledger()
  let reader: IndependentReader
  let options: JournalOptions
  /// Told of every call, for whoever replays a seed.
  let trace: ((String) -> Void)?
  var random: SplitMix64
  let plan: FaultPlan
  var clients: [SimulatedClient] = []
  var workers: [SimulatedWorker] = []
  /// Processes that only look, and sleep for long in between.
  var lookers: [SimulatedClient] = []
  /// A process whose sync has failed, and that has not told the others yet.
  var unannounced: VirtualProcess?
  var depth = 0
  var isDown = false
  var isHealed = false
  var nextLabel = 0
  /// Whether a write or sync has failed since the machine was started.
  var isPoisoned = false
  /// What happened, to be sure that something did.
  var figures: [String: Int] = [:]

  init(seed: UInt64, trace: ((String) -> Void)? = nil) {
    self.seed = seed
    self.trace = trace
    random = SplitMix64(seed: seed)
    plan = FaultPlan(&random)
    machine = Machine(seed: seed)
    options = Self.smallSegments
    reader = IndependentReader(machine, options: options, ledger: ledger)
    machine.interposer = { [unowned self] call, process in interpose(call, process) }
  }

  /// Every promise that did not hold.
  var violations: [String] { ledger.violations + reader.audit.violations }

  /// Every record that is in the log, from the first on.
  var log: [[UInt8]] { reader.log }

  private static var smallSegments: JournalOptions {
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
      if random.oneIn(6) { reader.read() }
    }
    reader.read()
    if violations.isEmpty { settle() }
    figures["acknowledged"] = ledger.acknowledged.count
    figures["records"] = log.count
    figures["jobs"] = reader.audit.jobs.count
    figures["calls"] = machine.callCount
    figures["late reports"] = reader.audit.refusedReports
    figures["snapshots checked"] = reader.snapshotsChecked
  }

  /// After a power cut, or a failed sync: the machine is started anew, and the log is compared with the ledger.
  private func recover() {
    if isPoisoned, !isDown, isHealed || random.oneIn(4) { cutPower() }
    clients.removeAll { !$0.process.isAlive }
    workers.removeAll { !$0.process.isAlive }
    lookers.removeAll { !$0.process.isAlive }
    guard isDown else { return }
    isDown = false
    isPoisoned = false
    reader.read()
  }

  func cutPower() {
    trace?("the power goes")
    isDown = true
    figures["power cuts", default: 0] += 1
    reader.forget()
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
      reader.read()
      checkState(worker.client.state)
      compactAtLast()
      checkEverybody()
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
    for jobState in JobState.allCases where state.stats.count(jobState) != reader.audit.count(jobState) {
      ledger.report(
        "I8: \(state.stats.count(jobState)) jobs are \(jobState), by the log \(reader.audit.count(jobState))")
    }
    if state.stats.staleRecords > reader.audit.refusedReports { ledger.report("I13: \(firstStale()) had no effect") }
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
