/// What the first byte of a job says beside its state.
private struct JobPresence: OptionSet {
  let rawValue: UInt8
  /// The lowest bits are the state.
  static let stateMask: UInt8 = 7
  static let readyAt = JobPresence(rawValue: 8)
  static let label = JobPresence(rawValue: 16)
  static let priority = JobPresence(rawValue: 32)
  /// It was started at least once.
  static let history = JobPresence(rawValue: 64)
  static let details = JobPresence(rawValue: 128)
}

/// The jobs of a snapshot, in the order of their ids: most are waiting, and take a few bytes each.
extension SchedulerState {
  func encodeJobs(to writer: inout RecordWriter) {
    writer.count(rows.count)
    var last = JobRow.beforeFirst
    for (slot, row) in rows.enumerated() {
      let extra = details.isEmpty ? nil : details[UInt32(slot)]
      row.encode(to: &writer, after: last, hasDetails: extra != nil)
      extra?.encode(to: &writer)
      last = row
    }
  }

  func decodeJobs(from reader: inout RecordReader) throws(RecordError) {
    let count = try reader.count()
    guard count <= reader.remaining else { throw .truncated }
    rows.reserveCapacity(count)
    var last = JobRow.beforeFirst
    for slot in 0..<UInt32(count) {
      let (row, hasDetails) = try JobRow.decode(from: &reader, after: last)
      guard row.id > last.id, row.id.rawValue <= lastSequence, Int(row.type) < types.values.count,
        Int(row.queue) < queues.values.count,
        row.label == JobRow.none || Int(row.label) < labels.values.count,
        Int(row.overrides) < overrides.values.count
      else { throw .malformed("a job after \(last.id) that refers to nothing") }
      if hasDetails { details[slot] = try JobDetails(from: &reader) }
      insert(row, at: slot)
      last = row
    }
  }
}

extension JobRow {
  fileprivate static let beforeFirst = JobRow(
    id: JobID(0), enqueuedAt: Timestamp(milliseconds: 0), readyAt: Timestamp(milliseconds: 0), type: 0, queue: 0,
    label: 0, overrides: 0, priority: 0, state: .pending)

  fileprivate func encode(to writer: inout RecordWriter, after last: JobRow, hasDetails: Bool) {
    var presence: JobPresence = hasDetails ? .details : []
    if readyAt != enqueuedAt { presence.insert(.readyAt) }
    if label != JobRow.none { presence.insert(.label) }
    if priority != 0 { presence.insert(.priority) }
    if attempt != 0 || failures != 0 || losses != 0 { presence.insert(.history) }
    writer.byte(state.rawValue | presence.rawValue)
    writer.unsigned(id.rawValue - last.id.rawValue)
    writer.signed(enqueuedAt.milliseconds &- last.enqueuedAt.milliseconds)
    writer.unsigned(UInt64(type))
    writer.unsigned(UInt64(queue))
    writer.unsigned(UInt64(overrides))
    if presence.contains(.readyAt) { writer.signed(readyAt.milliseconds &- enqueuedAt.milliseconds) }
    if presence.contains(.label) { writer.unsigned(UInt64(label)) }
    if presence.contains(.priority) { writer.signed(Int64(priority)) }
    if presence.contains(.history) {
      writer.unsigned(UInt64(attempt))
      writer.unsigned(UInt64(failures))
      writer.unsigned(UInt64(losses))
    }
  }

  fileprivate static func decode(
    from reader: inout RecordReader, after last: JobRow
  ) throws(RecordError) -> (JobRow, hasDetails: Bool) {
    let first = try reader.byte()
    guard let state = JobState(rawValue: first & JobPresence.stateMask) else {
      throw .malformed("a job without a state")
    }
    let presence = JobPresence(rawValue: first & ~JobPresence.stateMask)
    let id = JobID(last.id.rawValue &+ (try reader.unsigned()))
    let enqueuedAt = Timestamp(milliseconds: last.enqueuedAt.milliseconds &+ (try reader.signed()))
    var row = JobRow(
      id: id, enqueuedAt: enqueuedAt, readyAt: enqueuedAt, type: try reader.small(), queue: try reader.small(),
      label: JobRow.none, overrides: try reader.small(), priority: 0, state: state)
    if presence.contains(.readyAt) {
      row.readyAt = Timestamp(milliseconds: enqueuedAt.milliseconds &+ (try reader.signed()))
    }
    if presence.contains(.label) { row.label = try reader.small() }
    if presence.contains(.priority) { row.priority = Int8(truncatingIfNeeded: try reader.signed()) }
    if presence.contains(.history) {
      row.attempt = try reader.small()
      row.failures = try reader.small()
      row.losses = UInt16(truncatingIfNeeded: try reader.unsigned())
    }
    return (row, presence.contains(.details))
  }
}

extension RecordReader {
  /// A number of 32 bits.
  fileprivate mutating func small() throws(RecordError) -> UInt32 {
    guard let value = UInt32(exactly: try unsigned()) else { throw .malformed("a number over 32 bits") }
    return value
  }
}

extension JobDetails {
  fileprivate func encode(to writer: inout RecordWriter) {
    writer.optionalText(key)
    writer.optionalText(entity)
    writer.optionalText(owner)
    writer.list(tags) { $0.text($1) }
    writer.optional(schedule) { $0.unsigned($1) }
    writer.list(after) { $0.job($1) }
    writer.count(unresolved)
    writer.list(attempts) { $1.encode(to: &$0) }
    writer.optional(failure) { $0.failure($1) }
    writer.optional(progressThousandths) { $0.count($1) }
    writer.optional(finishedAt) { $0.time($1) }
    writer.flag(isCancelRequested)
    writer.flag(isDead)
    writer.optional(resultSequence) { $0.unsigned($1) }
    writer.optional(worker) { $0.unsigned($1) }
  }

  fileprivate init(from reader: inout RecordReader) throws(RecordError) {
    self.init()
    key = try reader.optionalText()
    entity = try reader.optionalText()
    owner = try reader.optionalText()
    tags = try reader.texts()
    schedule = try reader.optionalUnsigned()
    after = try reader.jobs()
    unresolved = try reader.count()
    attempts = try reader.list { (reader: inout RecordReader) throws(RecordError) in try AttemptSummary(from: &reader) }
    failure = try reader.flag() ? try reader.failure() : nil
    progressThousandths = try reader.optionalCount()
    finishedAt = try reader.optionalTime()
    isCancelRequested = try reader.flag()
    isDead = try reader.flag()
    resultSequence = try reader.optionalUnsigned()
    worker = try reader.optionalUnsigned()
  }
}

extension AttemptSummary {
  fileprivate func encode(to writer: inout RecordWriter) {
    writer.count(number)
    writer.unsigned(token)
    writer.time(startedAt)
    writer.optional(finishedAt) { $0.time($1) }
    writer.optionalText(worker)
    writer.optional(failure) { $0.failure($1) }
    writer.optional(usage) { $0.usage($1) }
  }

  fileprivate init(from reader: inout RecordReader) throws(RecordError) {
    self.init(
      number: try reader.count(), token: try reader.unsigned(), startedAt: try reader.time(),
      finishedAt: try reader.optionalTime(), worker: try reader.optionalText(),
      failure: try reader.flag() ? try reader.failure() : nil, usage: try reader.optionalUsage())
  }
}
