// A worker in a record and in a snapshot. What came after the first version stands behind it, under flags, and only if there is
// any: records of plain workers are as they always were, and old ones can be read.

extension WorkerDescription {
  private static let durabilityFlag: UInt8 = 1
  private static let parametersFlag: UInt8 = 2

  func encode(to writer: inout RecordWriter) {
    writer.text(name)
    writer.text(kind)
    writer.text(host)
    writer.text(user)
    writer.signed(Int64(processID))
    writer.count(slots)
    writer.count(foldVersion)
    writer.flag(servesCommands)
    writer.list(types) { $0.text($1) }
    writer.optionalText(jobsFile)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    name = try reader.text()
    kind = try reader.text()
    host = try reader.text()
    user = try reader.text()
    processID = Int32(truncatingIfNeeded: try reader.signed())
    slots = try reader.count()
    foldVersion = try reader.count()
    servesCommands = try reader.flag()
    types = try reader.texts()
    jobsFile = try reader.optionalText()
    durability = .always
    parameters = [:]
  }

  /// What came later: to be read by `readAddition`.
  func encodeAddition(to writer: inout RecordWriter) {
    writer.byte(additions)
    if durability != .always { writer.unsigned(durability.intervalMilliseconds) }
    guard !parameters.isEmpty else { return }
    writer.list(parameters.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      $0.text($1.key)
      $0.list($1.value) { $1.encode(to: &$0) }
    }
  }

  mutating func readAddition(from reader: inout RecordReader) throws(RecordError) {
    let flags = try reader.byte()
    guard flags <= Self.durabilityFlag | Self.parametersFlag else {
      throw .malformed("worker flags of a newer version")
    }
    if flags & Self.durabilityFlag != 0 { durability = Durability(intervalMilliseconds: try reader.unsigned()) }
    guard flags & Self.parametersFlag != 0 else { return }
    for _ in 0..<(try reader.count()) {
      let type = try reader.text()
      parameters[type] = try reader.list { (reader: inout RecordReader) throws(RecordError) in
        try ParameterDefinition(from: &reader)
      }
    }
  }

  /// Whether there is anything that came later.
  var hasAddition: Bool { additions != 0 }

  private var additions: UInt8 {
    (durability == .always ? 0 : Self.durabilityFlag) | (parameters.isEmpty ? 0 : Self.parametersFlag)
  }
}

extension Durability {
  /// A weaker one, as a number: 0 is `os`.
  fileprivate var intervalMilliseconds: UInt64 {
    if case .interval(let time) = self { UInt64(clamping: time.wholeMilliseconds) } else { 0 }
  }

  fileprivate init(intervalMilliseconds: UInt64) {
    self = intervalMilliseconds == 0 ? .os : .interval(.milliseconds(Int64(clamping: intervalMilliseconds)))
  }
}
