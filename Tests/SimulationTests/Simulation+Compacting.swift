import Daybook
import Journal
import SimulatedHardware

// Compaction, and those it happens to.

extension Simulation {
  /// A leader compacts beside its other work, as `CompactionWatch` has it: on another thread of the same process.
  func compactAsLeader() {
    let leaders = workers.filter { $0.isLeading && $0.process.isAlive && !$0.isStopped && !$0.isCompacting }
    guard !leaders.isEmpty else { return }
    let leader = leaders[random.below(leaders.count)]
    leader.isCompacting = true
    defer { leader.isCompacting = false }
    compact(leader.process) { try $0.runIfDue(plan.compaction) }
  }

  /// An operator's `journal compact`: a process of its own.
  func compactAsOperator() {
    let process = machine.start()
    compact(process) { try $0.runNow(keep: plan.compaction.keep, options: options) }
    if process.isAlive { machine.kill(process) }
  }

  private func compact(_ process: VirtualProcess, _ body: (SchedulerCompaction) throws -> CompactionReport?) {
    do {
      let report = try body(SchedulerCompaction(SimulatedClient.path, fileSystem: process))
      guard process.isAlive, let report else { return }
      figures["compactions", default: 0] += report.snapshotBytes > 0 ? 1 : 0
      figures["files removed", default: 0] += report.removedFiles
    } catch let error as JournalError where error.code == .corrupt && process.isAlive {
      ledger.report("I9: a compaction took the journal for damaged: \(error)")
    } catch {
      figures["compactions failed", default: 0] += 1
    }
  }

  /// A process that only looks wakes up: the segments that it would read next may have gone.
  func look() {
    if lookers.count < 2 {
      let looker = try? SimulatedClient(
        machine.start(), on: machine, mode: .readOnly, options: options, seed: random.next(), ledger: ledger)
      if let looker { lookers.append(looker) }
    }
    let idle = lookers.filter { !$0.isBusy && $0.process.isAlive }
    if !idle.isEmpty { catchUp(idle[random.below(idle.count)]) }
  }

  /// Lets a process fold what others appended, and looks at what it has then.
  func catchUp(_ client: SimulatedClient) {
    let segments = machine.disk.names(at: SimulatedClient.path + "/segments").filter { $0.hasSuffix(".segment") }
    let first = segments.min().flatMap { UInt64($0.prefix(16), radix: 16) } ?? 1
    let isBehind = client.segment + 1 < first
    do {
      try client.catchUp()
    } catch let error as JournalError where error.code == .corrupt && client.process.isAlive {
      ledger.report("I9: a process took the journal for damaged: \(error)")
    } catch {
      return
    }
    guard client.process.isAlive, !isDown else { return }
    if isBehind { figures["left behind", default: 0] += 1 }
    // What was read behind a failure is gone, perhaps, and whoever read it is told when it acts.
    if !isPoisoned { check(client) }
  }
}

// MARK: - What everybody must see

extension Simulation {
  /// A process's state is what a beginning of the log amounts to, and it finds every payload.
  private func check(_ client: SimulatedClient) {
    reader.read()
    let state = client.state
    guard state.lastSequence <= UInt64(log.count) else {
      return ledger.report("I15: a process has read \(state.lastSequence) records of \(log.count)")
    }
    if state.encoded() != reader.state(through: state.lastSequence).encoded() {
      ledger.report("I8: a process's state is not what the first \(state.lastSequence) records amount to")
    }
    let jobs = state.jobs(matching: .all, after: nil, limit: .max)
    for job in jobs.isEmpty ? [] : isHealed ? jobs : [jobs[random.below(jobs.count)]] {
      if let problem = reader.problem(withPayloadOf: job.id, in: client.log), client.process.isAlive {
        ledger.report(problem)
      }
    }
  }

  /// Without faults, nothing is left but the newest snapshot and what is behind it.
  func compactAtLast() {
    let process = machine.start()
    do {
      let report = try SchedulerCompaction(SimulatedClient.path, fileSystem: process).runNow(
        keep: .nothing, options: options)
      let snapshots = machine.disk.names(at: SimulatedClient.path + "/snapshots")
      let segments = machine.disk.names(at: SimulatedClient.path + "/segments").filter { $0.hasSuffix(".segment") }
      if snapshots.count != 1 || segments.count != 1 {
        ledger.report("I16: after compacting through \(report?.segment ?? 0) there are \(snapshots) and \(segments)")
      }
      let verified = try JournalInspection(SimulatedClient.path, fileSystem: process).verify()
      if let problem = verified.problem { ledger.report("I9: after compacting: \(problem)") }
    } catch {
      ledger.report("I6: compacting without faults: \(error)")
    }
    machine.kill(process)
  }

  /// Those who were there all the time, and one who comes now, see the same.
  func checkEverybody() {
    do {
      let newcomer = try SimulatedClient(
        machine.start(), on: machine, mode: .readOnly, options: options, seed: random.next(), ledger: ledger)
      for client in clients + workers.map(\.client) + lookers + [newcomer] where client.process.isAlive {
        try client.catchUp()
        check(client)
      }
    } catch {
      ledger.report("I6: reading without faults: \(error)")
    }
  }
}
