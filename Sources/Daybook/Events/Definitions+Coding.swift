/// The encodings of the values inside events. Field order is the file format: new fields go behind a raised fold version.

extension RecordWriter {
  mutating func job(_ job: JobID) { unsigned(job.rawValue) }

  mutating func attempt(_ job: JobID, _ token: UInt64) {
    unsigned(job.rawValue)
    unsigned(token)
  }

  mutating func failure(_ failure: Failure) {
    byte(failure.kind.rawValue)
    text(failure.message)
    optional(failure.exitCode) { $0.signed(Int64($1)) }
    optional(failure.signal) { $0.signed(Int64($1)) }
  }

  mutating func usage(_ usage: ResourceUsage) {
    signed(usage.userMilliseconds)
    signed(usage.systemMilliseconds)
    optionalNumber(usage.peakMemoryBytes)
  }

  mutating func optionalText(_ value: String?) { optional(value) { $0.text($1) } }
  mutating func optionalNumber(_ value: Int64?) { optional(value) { $0.signed($1) } }
}

extension RecordReader {
  mutating func job() throws(RecordError) -> JobID { JobID(try unsigned()) }

  mutating func word<T: RawRepresentable<UInt8>>(_: T.Type) throws(RecordError) -> T {
    let raw = try byte()
    guard let value = T(rawValue: raw) else { throw .malformed("\(T.self) \(raw), which does not exist") }
    return value
  }

  mutating func state() throws(RecordError) -> JobState { try word(JobState.self) }

  mutating func failure() throws(RecordError) -> Failure {
    Failure(
      kind: try word(FailureKind.self), message: try text(), exitCode: try optionalSmall(),
      signal: try optionalSmall())
  }

  mutating func optionalUsage() throws(RecordError) -> ResourceUsage? {
    guard try flag() else { return nil }
    return ResourceUsage(
      userMilliseconds: try signed(), systemMilliseconds: try signed(), peakMemoryBytes: try optionalNumber())
  }

  mutating func optionalText() throws(RecordError) -> String? { try flag() ? try text() : nil }
  mutating func optionalBlob() throws(RecordError) -> [UInt8]? { try flag() ? try blob() : nil }
  mutating func optionalUnsigned() throws(RecordError) -> UInt64? { try flag() ? try unsigned() : nil }
  mutating func optionalNumber() throws(RecordError) -> Int64? { try flag() ? try signed() : nil }
  mutating func optionalTime() throws(RecordError) -> Timestamp? { try flag() ? try time() : nil }
  mutating func optionalCount() throws(RecordError) -> Int? { try flag() ? try count() : nil }

  mutating func texts() throws(RecordError) -> [String] {
    try list { (reader: inout RecordReader) throws(RecordError) in try reader.text() }
  }

  mutating func jobs() throws(RecordError) -> [JobID] {
    try list { (reader: inout RecordReader) throws(RecordError) in try reader.job() }
  }

  private mutating func optionalSmall() throws(RecordError) -> Int32? {
    guard let value = try optionalNumber() else { return nil }
    return Int32(truncatingIfNeeded: value)
  }
}

extension Backoff {
  func encode(to writer: inout RecordWriter) {
    writer.byte(strategy.rawValue)
    writer.signed(baseMilliseconds)
    writer.signed(capMilliseconds)
    writer.signed(factorThousandths)
    writer.signed(jitterThousandths)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(
      strategy: try reader.word(Strategy.self), baseMilliseconds: try reader.signed(),
      capMilliseconds: try reader.signed(), factorThousandths: try reader.signed(),
      jitterThousandths: try reader.signed())
  }
}

extension JobOverrides {
  func encode(to writer: inout RecordWriter) {
    writer.optional(maxRetries) { $0.count($1) }
    writer.optional(backoff) { $1.encode(to: &$0) }
    writer.optionalNumber(timeoutMilliseconds)
    writer.optionalNumber(graceMilliseconds)
    writer.flag(once)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(
      maxRetries: try reader.optionalCount(),
      backoff: try reader.flag() ? try Backoff(from: &reader) : nil,
      timeoutMilliseconds: try reader.optionalNumber(),
      graceMilliseconds: try reader.optionalNumber(),
      once: try reader.flag())
  }
}

extension JobRequest {
  /// Rare fields share one presence byte, so that a plain job costs few bytes beside its payload.
  struct Presence: OptionSet {
    let rawValue: UInt8
    static let key = Presence(rawValue: 1)
    static let entity = Presence(rawValue: 2)
    static let label = Presence(rawValue: 4)
    static let owner = Presence(rawValue: 8)
    static let tags = Presence(rawValue: 16)
    static let overrides = Presence(rawValue: 32)
    static let queue = Presence(rawValue: 64)
    static let dueAt = Presence(rawValue: 128)
  }

  func encode(to writer: inout RecordWriter) {
    encode(queue: queue, dueAt: dueAt, to: &writer)
  }

  /// With another queue and due time than the request's own.
  func encode(queue: String?, dueAt: Timestamp?, to writer: inout RecordWriter) {
    var presence: Presence = []
    if key != nil { presence.insert(.key) }
    if entity != nil { presence.insert(.entity) }
    if label != nil { presence.insert(.label) }
    if owner != nil { presence.insert(.owner) }
    if !tags.isEmpty { presence.insert(.tags) }
    if overrides != .none { presence.insert(.overrides) }
    if queue != nil { presence.insert(.queue) }
    if dueAt != nil { presence.insert(.dueAt) }
    writer.text(type)
    writer.signed(Int64(priority.rawValue))
    writer.byte(presence.rawValue)
    if let key { writer.text(key) }
    if let entity { writer.text(entity) }
    if let label { writer.text(label) }
    if let owner { writer.text(owner) }
    if !tags.isEmpty { writer.list(tags) { $0.text($1) } }
    if overrides != .none { overrides.encode(to: &writer) }
    if let queue { writer.text(queue) }
    if let dueAt { writer.time(dueAt) }
    writer.blob(payload)
  }

  init(from reader: inout RecordReader, keepsPayload: Bool) throws(RecordError) {
    self.init(type: try reader.text())
    guard let priority = Priority(Int(try reader.signed())) else { throw .malformed("a priority outside -20 … 20") }
    self.priority = priority
    let presence = Presence(rawValue: try reader.byte())
    if presence.contains(.key) { key = try reader.text() }
    if presence.contains(.entity) { entity = try reader.text() }
    if presence.contains(.label) { label = try reader.text() }
    if presence.contains(.owner) { owner = try reader.text() }
    if presence.contains(.tags) { tags = try reader.texts() }
    if presence.contains(.overrides) { overrides = try JobOverrides(from: &reader) }
    if presence.contains(.queue) { queue = try reader.text() }
    if presence.contains(.dueAt) { dueAt = try reader.time() }
    if keepsPayload { payload = try reader.blob() } else { try reader.skipBlob() }
  }
}

extension JobEnqueued {
  private static let afterFlag: UInt8 = 1
  private static let scheduleFlag: UInt8 = 2

  func encode(to writer: inout RecordWriter) {
    Self.encode(request, queue: queue, dueAt: dueAt, after: after, schedule: schedule, to: &writer)
  }

  /// Without a copy of the request.
  static func encode(
    _ request: JobRequest, queue: String, dueAt: Timestamp?, after: [JobID], schedule: UInt64?,
    to writer: inout RecordWriter
  ) {
    writer.byte((after.isEmpty ? 0 : afterFlag) | (schedule == nil ? 0 : scheduleFlag))
    request.encode(queue: queue == Limits.defaultQueue ? nil : queue, dueAt: dueAt, to: &writer)
    if !after.isEmpty { writer.list(after) { $0.job($1) } }
    if let schedule { writer.unsigned(schedule) }
  }

  init(from reader: inout RecordReader, keepsPayload: Bool) throws(RecordError) {
    let flags = try reader.byte()
    guard flags <= 3 else { throw .malformed("job flags of a newer version") }
    let request = try JobRequest(from: &reader, keepsPayload: keepsPayload)
    self.init(
      request: request,
      queue: request.queue ?? Limits.defaultQueue,
      dueAt: request.dueAt,
      after: flags & Self.afterFlag != 0 ? try reader.jobs() : [],
      schedule: flags & Self.scheduleFlag != 0 ? try reader.unsigned() : nil)
  }
}

extension CommandDefinition {
  func encode(to writer: inout RecordWriter) {
    writer.list(arguments) { $0.text($1) }
    writer.flag(usesShell)
    writer.optionalText(workingDirectory)
    writer.list(environment.sorted { $0.key < $1.key }) {
      $0.text($1.key)
      $0.text($1.value)
    }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(
      arguments: try reader.texts(), usesShell: try reader.flag(), workingDirectory: try reader.optionalText())
    for _ in 0..<(try reader.count()) {
      let name = try reader.text()
      environment[name] = try reader.text()
    }
  }
}

extension ParameterDefinition {
  func encode(to writer: inout RecordWriter) {
    writer.text(name)
    writer.byte(kind.rawValue)
    writer.optionalText(defaultText)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(name: try reader.text(), kind: try reader.word(Kind.self), defaultText: try reader.optionalText())
  }
}

extension TypeDefinition {
  private static let orphanedFlag: UInt8 = 1
  private static let purposeFlag: UInt8 = 2
  private static let staysFlag: UInt8 = 4

  func encode(to writer: inout RecordWriter) {
    writer.text(name)
    writer.text(source)
    writer.optionalText(queue)
    writer.optional(concurrency) { $0.count($1) }
    writer.optional(maxRetries) { $0.count($1) }
    writer.optional(backoff) { $1.encode(to: &$0) }
    writer.optionalNumber(timeoutMilliseconds)
    writer.optionalNumber(graceMilliseconds)
    writer.optional(command) { $1.encode(to: &$0) }
    writer.list(parameters) { $1.encode(to: &$0) }
    writer.byte(
      (isOrphaned ? Self.orphanedFlag : 0) | (purpose == nil ? 0 : Self.purposeFlag)
        | (staysWithLockedWorker ? Self.staysFlag : 0))
    if let purpose { writer.text(purpose) }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(name: try reader.text(), source: try reader.text())
    queue = try reader.optionalText()
    concurrency = try reader.optionalCount()
    maxRetries = try reader.optionalCount()
    backoff = try reader.flag() ? try Backoff(from: &reader) : nil
    timeoutMilliseconds = try reader.optionalNumber()
    graceMilliseconds = try reader.optionalNumber()
    command = try reader.flag() ? try CommandDefinition(from: &reader) : nil
    parameters = try reader.list { (reader: inout RecordReader) throws(RecordError) in
      try ParameterDefinition(from: &reader)
    }
    let flags = try reader.byte()
    guard flags <= Self.orphanedFlag | Self.purposeFlag | Self.staysFlag else {
      throw .malformed("type flags of a newer version")
    }
    isOrphaned = flags & Self.orphanedFlag != 0
    staysWithLockedWorker = flags & Self.staysFlag != 0
    if flags & Self.purposeFlag != 0 { purpose = try reader.text() }
  }
}

extension QueueDefinition {
  func encode(to writer: inout RecordWriter) {
    writer.text(name)
    writer.text(source)
    writer.optional(concurrency) { $0.count($1) }
    writer.flag(isOrphaned)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(name: try reader.text(), source: try reader.text(), concurrency: try reader.optionalCount())
    isOrphaned = try reader.flag()
  }
}

extension Trigger {
  func encode(to writer: inout RecordWriter) {
    switch self {
    case .cron(let expression, let timeZone):
      writer.byte(0)
      writer.text(expression)
      writer.text(timeZone)
    case .every(let milliseconds, let anchor, let startsImmediately):
      writer.byte(1)
      writer.signed(milliseconds)
      writer.time(anchor)
      writer.flag(startsImmediately)
    case .at(let time):
      writer.byte(2)
      writer.time(time)
    case .boot:
      writer.byte(3)
    }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    switch try reader.byte() {
    case 0: self = .cron(expression: try reader.text(), timeZone: try reader.text())
    case 1:
      self = .every(
        milliseconds: try reader.signed(), anchor: try reader.time(), startsImmediately: try reader.flag())
    case 2: self = .at(try reader.time())
    case 3: self = .boot
    case let tag: throw .malformed("trigger \(tag), which does not exist")
    }
  }
}

extension PauseScope {
  func encode(to writer: inout RecordWriter) {
    switch self {
    case .everything: writer.byte(0)
    case .type(let name):
      writer.byte(1)
      writer.text(name)
    case .queue(let name):
      writer.byte(2)
      writer.text(name)
    }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    switch try reader.byte() {
    case 0: self = .everything
    case 1: self = .type(try reader.text())
    case 2: self = .queue(try reader.text())
    case let tag: throw .malformed("pause scope \(tag), which does not exist")
    }
  }
}
