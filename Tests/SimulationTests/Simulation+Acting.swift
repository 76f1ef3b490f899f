import Daybook
import SimulatedHardware

extension Simulation {
  func act() {
    machine.advance(nanoseconds: UInt64(random.below(plan.longestStep)) * 1_000_000)
    switch random.below(32) {
    case 0, 1, 2: withClient { _ = $0.perform(Enqueue([newJob($0)])) }
    case 3: withClient { client in _ = client.perform(Enqueue((0...random.below(5)).map { _ in newJob(client) })) }
    case 4: withClient { client in _ = client.perform((0...random.below(3)).map { _ in Enqueue([newJob(client)]) }) }
    case 5, 6: withClient { _ = $0.perform(Cancel(anyJob($0))) }
    case 7: withClient { _ = $0.perform(Retry(anyJob($0))) }
    case 8: withClient { pauseOrResume($0) }
    case 9, 10: withClient { changeSchedule($0) }
    case 11: withClient { catchUp($0) }
    case 12: kill()
    case 13: machine.wallOffset += plan.clockSteps ? Int64(random.below(14_400_000)) - 7_200_000 : 0
    case 14: machine.disk.capacity = plan.fills && random.oneIn(2) ? machine.disk.size + random.below(3000) : .max
    case 15: if workers.count < 3 { _ = try? startWorker() }
    case 16: if random.oneIn(3) { withWorker { leave($0) } }
    case 17, 18: withWorker { lookAround($0) }
    case 19: stopOrContinue()
    case 20: look()
    case 21: if plan.compacts { compactAsOperator() }
    case 22, 23: if plan.compacts { compactAsLeader() }
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

  func withWorker(_ body: (SimulatedWorker) -> Void) {
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
  func startWorker() throws -> SimulatedWorker {
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
    let idle = workers.filter { !$0.isBusy && !$0.isCompacting && $0.process.isAlive }
    let stopped = idle.filter(\.isStopped)
    // One that wakes reports what has ended, and may have been taken for lost meanwhile.
    if !stopped.isEmpty, random.oneIn(2) {
      let worker = stopped[random.below(stopped.count)]
      worker.isStopped = false
      return turn(worker)
    }
    guard !idle.isEmpty else { return }
    idle[random.below(idle.count)].isStopped = true
    figures["stopped", default: 0] += 1
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
