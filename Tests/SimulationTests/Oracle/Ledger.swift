import Daybook
import SimulatedHardware

/// What the simulated callers were told, kept outside of the machine: the oracle for everything that was acknowledged.
final class Ledger {
  /// A record that a decision emitted.
  struct Record {
    let sequence: UInt64
    let bytes: [UInt8]
  }

  /// Told to be on disk.
  private(set) var acknowledged: [UInt64: [UInt8]] = [:]
  /// Told that the outcome is not known, or nothing: each append is there wholly or not at all.
  private(set) var unknown: [[Record]] = []
  /// Told that nothing was appended.
  private(set) var refused: [[Record]] = []
  private(set) var violations: [String] = []
  /// Attempts that run now, by their token.
  private var runs: [UInt64: (job: JobID, process: VirtualProcess)] = [:]

  func acknowledge(_ records: [Record]) {
    for record in records {
      if let other = acknowledged[record.sequence], other != record.bytes {
        report("I1: record \(record.sequence) was acknowledged twice, as two different ones")
      }
      acknowledged[record.sequence] = record.bytes
    }
  }

  func noteUnknown(_ records: [Record]) {
    if !records.isEmpty { unknown.append(records) }
  }

  func noteRefused(_ records: [Record]) {
    if !records.isEmpty { refused.append(records) }
  }

  /// An attempt starts to run, after its record was acknowledged.
  func noteRunning(_ attempt: ClaimedAttempt, in process: VirtualProcess) {
    if let other = runs.first(where: { $0.value.job == attempt.job && $0.value.process.isAlive }) {
      report("I3: \(attempt.job) runs twice at once, under the tokens \(other.key) and \(attempt.token)")
    }
    runs[attempt.token] = (attempt.job, process)
  }

  func noteEnded(_ token: UInt64) { runs[token] = nil }

  func report(_ violation: String) { violations.append(violation) }

  /// Compares with what an independent reader found in the log.
  func check(_ log: [[UInt8]]) {
    for (sequence, bytes) in acknowledged {
      let isThere = sequence <= UInt64(log.count) && log[Int(sequence) - 1] == bytes
      if !isThere { report("I1: record \(sequence) was acknowledged and is not in the log of \(log.count) records") }
    }
    for records in unknown {
      let count = records.count { Self.isUnique($0) && Self.contains(log, $0) }
      if count != 0, count != records.count(where: Self.isUnique) {
        report("I2: \(count) of \(records.count) records of one append are in the log, from \(records[0].sequence) on")
      }
    }
    for records in refused {
      if let record = records.first(where: { Self.isUnique($0) && Self.contains(log, $0) }) {
        report("I2: record \(record.sequence) was refused and is in the log")
      }
    }
  }

  private static func contains(_ log: [[UInt8]], _ record: Record) -> Bool {
    record.sequence <= UInt64(log.count) && log[Int(record.sequence) - 1] == record.bytes
  }

  /// Whether the same bytes cannot come from another decision: every job of the simulation has a label of its own.
  private static func isUnique(_ record: Record) -> Bool {
    guard
      let event = try? record.bytes.withUnsafeBytes({ try RecordedEvent(decoding: $0, keepsPayload: false) }).event,
      case .jobEnqueued(let job) = event
    else { return false }
    return job.request.label != nil
  }
}
