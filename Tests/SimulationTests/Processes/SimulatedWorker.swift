import Daybook
import Journal
import SimulatedHardware

/// A process that runs jobs: its file, its turns, and the attempts it has under way.
final class SimulatedWorker {
  let client: SimulatedClient
  private var file: WorkerFile
  private let slots = 3
  private(set) var id: UInt64 = 0
  private(set) var running: [ClaimedAttempt] = []
  private let ledger: Ledger
  /// Stopped by a signal: it does nothing until it goes on.
  var isStopped = false
  /// Whether it is in the middle of something.
  private(set) var isBusy = false
  /// Whether it compacts, on a thread of its own.
  var isCompacting = false

  init(_ client: SimulatedClient, ledger: Ledger) throws {
    self.client = client
    self.ledger = ledger
    file = try WorkerFile.create(in: SimulatedClient.path, fileSystem: client.process)
  }

  var process: VirtualProcess { client.process }

  /// Whether it believes that it leads.
  var isLeading: Bool { client.state.stats.leader == file.name }

  /// Joins; where nobody leads, it does.
  func join() throws {
    try client.catchUp()
    let known = client.state.stats.workers
    let living = Set(try WorkerFile.scan(SimulatedClient.path, fileSystem: process).filter(\.isAlive).map(\.name))
    let identity = WorkerDescription(
      name: file.name, kind: "simulation", host: "machine", user: "ann",
      processID: Int32(process.identity.number), slots: slots, servesCommands: true, types: ["a", "b", "c"])
    let gone = Set(known.filter { !living.contains($0.name) }.map(\.id))
    id = try client.perform(JoinWorker(identity: identity, gone: gone)).get()
  }

  /// Has a leader elected where none lives, and, as the leader, takes back what others cannot end any more.
  /// - Parameter stopped: workers whose processes are stopped, and who have been found to be silent.
  func lookAround(stopped: [SimulatedWorker]) throws {
    isBusy = true
    defer { isBusy = false }
    try client.catchUp()
    let house = client.state.stats
    let reports = try WorkerFile.scan(SimulatedClient.path, fileSystem: process)
    let silent = Set(stopped.map(\.file.name))
    let living = Set(reports.filter(\.isAlive).map(\.name)).subtracting(silent)
    if house.leader.map({ !living.contains($0) }) ?? true {
      _ = try client.perform(ElectLeader(candidate: id, seenEpoch: house.epoch)).get()
      return
    }
    guard house.leader == file.name else { return }
    let alive = Set(reports.filter(\.isAlive).map(\.name))
    let dead = house.workers.filter { !alive.contains($0.name) }.map(\.id)
    // As they are called now: one that wakes in the middle of this may join anew, under another name and number.
    let unresponsive = stopped.filter { $0 !== self }.map { (worker: $0, id: $0.id, name: $0.file.name) }
    // What they left running is ended before their jobs may run again.
    for (worker, _, name) in unresponsive {
      // It starts nothing more.
      _ = try WorkerFile.condemn(name, of: SimulatedClient.path, fileSystem: process)
      worker.endChildren()
    }
    let takeBack = TakeBack(
      leader: id, epoch: house.epoch, dead: dead, unresponsive: unresponsive.map(\.id))
    _ = try client.perform(takeBack).get()
    for report in reports where !report.isAlive {
      _ = try WorkerFile.discard(report.name, of: SimulatedClient.path, fileSystem: process)
    }
  }

  /// Looks at the schedules again, as a leader does when it begins and when the clock was set.
  func review(boot: UInt8) throws {
    isBusy = true
    defer { isBusy = false }
    try client.perform(ReviewSchedules(worker: id, bootIdentifier: "boot \(boot)")).get()
  }

  private func endChildren() {
    for attempt in running { ledger.noteEnded(attempt.token) }
  }

  /// Reports what has ended, lets time pass and claims; the attempts run from then on.
  func turn(_ finished: [FinishedAttempt]) throws {
    isBusy = true
    defer { isBusy = false }
    // What is reported has ended; others may learn of it before this turn is over.
    for attempt in finished { ledger.noteEnded(attempt.token) }
    try? file.beat()
    let outcome = try client.perform(
      WorkerTurn(worker: id, finished: finished, freeSlots: slots - running.count + finished.count)
    ).get()
    guard outcome.isMember else {
      // It was taken for lost: what it ran has been ended, and it joins anew.
      endChildren()
      running = []
      try client.perform(LeaveWorker(worker: id, unfinished: [])).get()
      try renew()
      return try join()
    }
    running.removeAll { attempt in finished.contains { $0.token == attempt.token } }
    for attempt in outcome.claimed {
      // On record first: whoever condemns this worker sees it, or the verdict is seen here.
      running.append(attempt)
      guard try !file.isCondemned() else { continue }
      ledger.noteRunning(attempt, in: process)
    }
  }

  /// A verdict is for ever: who was condemned goes on under another file.
  private func renew() throws {
    let old = file
    file = try WorkerFile.create(in: SimulatedClient.path, fileSystem: process)
    try? old.remove()
  }

  /// Leaves in good order.
  func leave() throws {
    isBusy = true
    defer { isBusy = false }
    let unfinished = running.map {
      FinishedAttempt(job: $0.job, token: $0.token, outcome: .interrupted(reason: "leaving"))
    }
    for attempt in running { ledger.noteEnded(attempt.token) }
    try client.perform(LeaveWorker(worker: id, unfinished: unfinished)).get()
    try file.remove()
  }
}
