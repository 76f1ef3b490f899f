// The state in a snapshot (docs/journal-format.md), in the notation of the records. Two states made of the same records
// have the same bytes, in every process: hashed containers are written in the order of ids, or of the bytes of names, and
// what can be computed from the rest (heaps, slots, counters) is left out and built again.
//
// Version 2 has what a worker says beyond the first version; version 1 can be read.
//
// A new stored property takes one line in `encode`, one in `decode`, and a raised version once a release has written the
// old one. The snapshot tests name a property that was forgotten.

extension SchedulerState {
  /// The version of the state's encoding.
  static let encodingVersion: UInt64 = 2

  /// The state's bytes.
  package func encoded() -> [UInt8] {
    var writer = RecordWriter(reserving: 64 + 16 * rows.count)
    encode(to: &writer)
    return writer.bytes
  }

  /// The state that `encoded` wrote.
  package convenience init(decoding bytes: UnsafeRawBufferPointer) throws(RecordError) {
    self.init()
    var reader = RecordReader(bytes)
    try decode(from: &reader)
    guard reader.remaining == 0 else { throw .malformed("\(reader.remaining) bytes too many") }
  }

  private func encode(to writer: inout RecordWriter) {
    writer.unsigned(Self.encodingVersion)
    writer.unsigned(lastSequence)
    writer.time(lastTime)
    writer.count(staleRecords)
    writer.list(types.values) { $0.text($1) }
    writer.list(queues.values) { $0.text($1) }
    writer.list(labels.values) { $0.text($1) }
    writer.list(overrides.values) { $1.encode(to: &$0) }
    encodeJobs(to: &writer)
    writer.list(keys.sorted { $0.value < $1.value }) {
      $0.text($1.key)
      $0.job($1.value)
    }
    writer.list(dependents.sorted { $0.key < $1.key }) {
      $0.job($1.key)
      $0.list($1.value) { $0.job($1) }
    }
    writer.list(unsettled) { $0.job($1) }
    writer.count(deadCount)
    writer.optional(latestFailure) { $0.job($1) }
    writer.count(foldVersion)
    writer.list(schedules.byAge) { $1.encode(to: &$0) }
    writer.optionalText(bootIdentifier)
    workers.encode(to: &writer)
    writer.list(definitions.values.sorted { $0.name.precedes($1.name) }) { $1.encode(to: &$0) }
    writer.list(queueDefinitions.values.sorted { $0.name.precedes($1.name) }) { $1.encode(to: &$0) }
    writer.flag(isPaused)
    writer.list(pausedTypes.sorted { $0.precedes($1) }) { $0.text($1) }
    writer.list(pausedQueues.sorted { $0.precedes($1) }) { $0.text($1) }
  }

  private func decode(from reader: inout RecordReader) throws(RecordError) {
    let version = try reader.unsigned()
    guard (1...Self.encodingVersion).contains(version) else { throw .unknownState(version) }
    lastSequence = try reader.unsigned()
    lastTime = try reader.time()
    staleRecords = try reader.count()
    types = Interned(try reader.texts())
    queues = Interned(try reader.texts())
    labels = Interned(try reader.texts())
    overrides = Interned(
      try reader.list { (reader: inout RecordReader) throws(RecordError) in try JobOverrides(from: &reader) })
    try decodeJobs(from: &reader)
    for _ in 0..<(try reader.count()) { keys[try reader.text()] = try reader.job() }
    for _ in 0..<(try reader.count()) { dependents[try reader.job()] = try reader.jobs() }
    unsettled = try reader.jobs()
    deadCount = try reader.count()
    latestFailure = try reader.flag() ? try reader.job() : nil
    foldVersion = try reader.count()
    for _ in 0..<(try reader.count()) { schedules.insert(try ScheduleState(from: &reader)) }
    bootIdentifier = try reader.optionalText()
    workers = try WorkerTable(from: &reader, version: version)
    for _ in 0..<(try reader.count()) {
      let type = try TypeDefinition(from: &reader)
      definitions[type.name] = type
    }
    for _ in 0..<(try reader.count()) {
      let queue = try QueueDefinition(from: &reader)
      queueDefinitions[queue.name] = queue
    }
    isPaused = try reader.flag()
    pausedTypes = Set(try reader.texts())
    pausedQueues = Set(try reader.texts())
  }
}

extension String {
  /// An order that no version of the Unicode tables changes.
  fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
