import Daybook
import Journal
import SimulatedHardware

/// One process with the scheduler's core in it: what `Engine` does on its thread, done when the simulation says so.
final class SimulatedClient {
  static let path = "/state/journal"

  let process: VirtualProcess
  private let core: EngineCore
  private let ledger: Ledger
  private let actor = Actor(user: "ann", host: "machine", program: "simulation")
  /// Whether it is in the middle of something: held up, or on its way out.
  private(set) var isBusy = false

  /// - Throws: whatever keeps the journal from being opened.
  init(
    _ process: VirtualProcess, on machine: Machine, mode: JournalMode = .readWrite, options: JournalOptions,
    seed: UInt64, ledger: Ledger
  ) throws {
    self.process = process
    self.ledger = ledger
    core = try EngineCore(time: MachineTime(machine), random: SeededDraws(seed: seed)) {
      try DirectoryJournal.open(Self.path, mode: mode, options: options, fileSystem: process)
    }
  }

  var state: SchedulerState { core.state }

  var log: any JournalStore { core.log }

  /// The segment that it reads; the log may begin behind it.
  var segment: UInt64 { (core.log as? DirectoryJournal)?.lastSegment ?? 0 }

  /// Asks for several changes in one append, like requests that arrive while a sync is under way.
  func perform<D: Decision>(_ decisions: [D]) -> [Result<D.Outcome, any Error>] {
    isBusy = true
    defer { isBusy = false }
    let asked = decisions.map { Asked($0, actor: actor) }
    do {
      try core.append(asked)
    } catch {
      // A process that is gone cannot know; for the others, only an unknown outcome may be in the log.
      let isUnknown = !process.isAlive || (error as? JournalError)?.code == .outcomeUnknown
      for one in asked { isUnknown ? ledger.noteUnknown(one.records) : ledger.noteRefused(one.records) }
      try? core.rebuildIfAhead()
      return decisions.map { _ in .failure(error) }
    }
    do {
      try core.log.sync()
      guard process.isAlive else { throw JournalProcessEnded() }
    } catch {
      core.noteSyncFailure()
      for one in asked { ledger.noteUnknown(one.records) }
      try? core.rebuildIfAhead()
      // The frame is written: whatever the reason, nobody may take this for "nothing happened".
      return decisions.map { _ in .failure(DaybookError(.outcomeUnknown, "\(error)")) }
    }
    return asked.map { one in
      ledger.acknowledge(one.records)
      guard let outcome = one.outcome else { preconditionFailure("a decision was acknowledged that had not run") }
      return outcome.mapError { $0 }
    }
  }

  func perform<D: Decision>(_ decision: D) -> Result<D.Outcome, any Error> { perform([decision])[0] }

  /// Folds what others appended.
  func catchUp() throws {
    isBusy = true
    defer { isBusy = false }
    try core.rebuildIfAhead()
    try core.catchUp()
  }
}

/// The process ended before it could tell anybody.
private struct JournalProcessEnded: Error {}

/// A decision and what became of it.
private final class Asked<D: Decision>: EngineCore.Pending {
  private let decision: D
  private let actor: Actor
  private(set) var outcome: Result<D.Outcome, DaybookError>?
  /// What it emitted, with the sequence numbers.
  private(set) var records: [Ledger.Record] = []

  init(_ decision: D, actor: Actor) {
    self.decision = decision
    self.actor = actor
  }

  func run(in transaction: Transaction) {
    let first = transaction.state.lastSequence + 1
    let before = transaction.records.count
    do {
      outcome = .success(try decision.decide(in: transaction, actor: actor))
    } catch {
      outcome = .failure(error)
    }
    records = transaction.records[before...].enumerated().map { place, record in
      Ledger.Record(sequence: first + UInt64(place), bytes: record.bytes)
    }
  }

  func resume(failure: DaybookError?) {}
}
