import Daybook

/// What a journal says of times: when what was due, and when it happened.
struct ClockHistory {
  /// By the name of the schedule, in the order of the journal.
  private(set) var fires: [String: [(nominal: Timestamp, at: Timestamp)]] = [:]
  /// The start of every attempt, and when its job was due at the earliest.
  private(set) var starts: [(job: JobID, dueAt: Timestamp, at: Timestamp)] = []
  /// Records that say that an attempt, a worker or the lead has changed hands.
  private(set) var handovers = 0
  private var names: [UInt64: String] = [:]
  private var dueTimes: [JobID: Timestamp] = [:]

  init(_ records: [[UInt8]]) throws {
    for (index, bytes) in records.enumerated() {
      let record = try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
      note(record, sequence: UInt64(index + 1))
    }
  }

  private mutating func note(_ record: RecordedEvent, sequence: UInt64) {
    switch record.event {
    case .scheduleAdded(let definition, _, _): names[sequence] = definition.name
    case .scheduleFired(let id, let nominal, _, isManual: false):
      fires[names[id] ?? "", default: []].append((nominal, record.time))
    case .jobEnqueued(let job): dueTimes[JobID(sequence)] = job.dueAt ?? record.time
    case .retryScheduled(let job, _, let dueAt): dueTimes[job] = dueAt
    case .jobStarted(let job, _): starts.append((job, dueTimes[job] ?? record.time, record.time))
    case .attemptLost, .workerLost, .leaderElected: handovers += 1
    default: break
    }
  }
}
