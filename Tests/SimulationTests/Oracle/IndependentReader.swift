import Daybook
import Journal
import SimulatedHardware

/// Reads the log without faults, and remembers the records that were compacted away since.
///
/// It looks before a segment is removed, and so knows every record; snapshots are held against them.
final class IndependentReader {
  private let machine: Machine
  private let ledger: Ledger
  private let options: JournalOptions
  /// Every record of the log, from the first on.
  private(set) var log: [[UInt8]] = []
  private(set) var audit = LogAudit()
  /// How many snapshots were held against the records.
  private(set) var snapshotsChecked = 0
  /// Nothing happens to it, and while it looks nothing else happens.
  private(set) var process: VirtualProcess?
  private var journal: DirectoryJournal?

  init(_ machine: Machine, options: JournalOptions, ledger: Ledger) {
    self.machine = machine
    self.options = options
    self.ledger = ledger
  }

  /// Opens the journal anew the next time: the power went, or there is a new snapshot to begin with.
  func forget() { journal = nil }

  /// Reads what there is, and checks it against what was promised.
  func read() {
    do {
      do {
        try follow()
      } catch let error as JournalError where error.code == .stale {
        // What is behind a failed sync was written anew: it is read again from the start.
        forget()
        try follow()
      }
      ledger.check(log)
    } catch {
      ledger.report("I9: an independent reader: \(error)")
    }
  }

  /// What the first records amount to.
  func state(through sequence: UInt64) -> SchedulerState {
    let state = SchedulerState()
    do {
      for (place, bytes) in log.prefix(Int(sequence)).enumerated() {
        try bytes.withUnsafeBytes { try state.fold(UInt64(place + 1), $0) }
      }
    } catch {
      ledger.report("I8: \(error)")
    }
    return state
  }

  /// The payload with which a job was enqueued; nil when the record is none of a job's.
  func payload(of job: JobID) -> [UInt8]? {
    guard job.rawValue > 0, job.rawValue <= UInt64(log.count) else { return nil }
    let recorded = log[Int(job.rawValue) - 1].withUnsafeBytes { try? RecordedEvent(decoding: $0, keepsPayload: true) }
    guard case .jobEnqueued(let enqueued) = recorded?.event else { return nil }
    return enqueued.request.payload
  }

  private func follow() throws {
    guard let journal = try journal ?? open() else { return }
    while true {
      do {
        return try journal.catchUp { sequence, bytes in append(sequence, Array(bytes)) }
      } catch let error as JournalError where error.code == .compacted {
        guard try restore(journal) else { throw error }
      }
    }
  }

  /// Nil while there is no journal, or one that nobody had finished making.
  private func open() throws -> DirectoryJournal? {
    guard machine.disk.names(at: SimulatedClient.path + "/segments").contains(where: { $0.hasSuffix(".segment") })
    else {
      keep(0)
      return nil
    }
    let process = machine.start()
    self.process = process
    let opened = try DirectoryJournal.open(
      SimulatedClient.path, mode: .readOnly, options: options, fileSystem: process)
    journal = opened
    if try !restore(opened) { keep(0) }
    return opened
  }

  private func append(_ sequence: UInt64, _ bytes: [UInt8]) {
    log.append(bytes)
    if sequence != UInt64(log.count) { ledger.report("I9: record \(sequence) came as number \(log.count)") }
    audit.audit(bytes, sequence: sequence)
  }

  /// Forgets the records after the first `count`.
  private func keep(_ count: Int) {
    let kept = log.prefix(count)
    log = []
    audit = LogAudit()
    for (place, bytes) in kept.enumerated() { append(UInt64(place + 1), bytes) }
  }
}

// MARK: - Snapshots

extension IndependentReader {
  /// Begins with the newest snapshot, after comparing it with the records it stands for; false when there is none.
  private func restore(_ journal: DirectoryJournal) throws -> Bool {
    var covered: (sequence: UInt64, state: [UInt8])?
    guard try journal.restore({ covered = ($0, Array($1)) }), let covered else { return false }
    let last = Int(covered.sequence)
    if last > log.count {
      // Its segments are still there, or else it would have been read before they went.
      try journal.read(from: UInt64(log.count + 1)) { sequence, bytes in
        append(sequence, Array(bytes))
        return log.count < last
      }
    }
    keep(last)
    snapshotsChecked += 1
    guard log.count == last, state(through: covered.sequence).encoded() == covered.state else {
      ledger.report("I8: the snapshot of records up to \(covered.sequence) is not what they amount to")
      return true
    }
    checkPayloads(journal)
    return true
  }

  /// Every payload that may still be needed has to be there.
  private func checkPayloads(_ journal: DirectoryJournal) {
    for job in state(through: journal.position).jobs(matching: .all, after: nil, limit: .max) {
      if let problem = problem(withPayloadOf: job.id, in: journal) { ledger.report(problem) }
    }
  }

  /// What is wrong with the payload that a process reads; nil when nothing is, or it could not be read for a moment.
  func problem(withPayloadOf job: JobID, in journal: any JournalStore) -> String? {
    do {
      let read = try journal.payloadRecord(job.rawValue)
      let isRight = read.map { $0 == log[Int(job.rawValue) - 1] } ?? (payload(of: job)?.isEmpty == true)
      return isRight ? nil : "I8: the payload of \(job) is not what was enqueued"
    } catch let error as JournalError where [.compacted, .noSuchRecord, .corrupt].contains(error.code) {
      return "I8: the payload of \(job) is gone: \(error)"
    } catch {
      return nil
    }
  }
}
