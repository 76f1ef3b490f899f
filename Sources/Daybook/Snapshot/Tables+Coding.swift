/// The schedules of a snapshot.
extension ScheduleState {
  func encode(to writer: inout RecordWriter) {
    writer.unsigned(id)
    definition.encode(to: &writer)
    writer.flag(isEnabled)
    writer.flag(isOrphaned)
    writer.optional(`override`) { $1.encode(to: &$0) }
    writer.optional(lastFire) { $0.time($1) }
    writer.optional(nextFire) { $0.time($1) }
    writer.count(fireCount)
    writer.count(missed)
    writer.count(skipped)
    writer.optional(lastJob) { $0.job($1) }
    writer.list(liveJobs) { $0.job($1) }
    spent.encode(to: &writer)
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    self.init(
      id: try reader.unsigned(), definition: try ScheduleDefinition(from: &reader), isEnabled: try reader.flag())
    isOrphaned = try reader.flag()
    `override` = try reader.flag() ? try OperatorOverride(from: &reader) : nil
    lastFire = try reader.optionalTime()
    nextFire = try reader.optionalTime()
    fireCount = try reader.count()
    missed = try reader.count()
    skipped = try reader.count()
    lastJob = try reader.flag() ? try reader.job() : nil
    liveJobs = try reader.jobs()
    spent = try SpentInstants(from: &reader)
  }
}

extension SpentInstants {
  fileprivate func encode(to writer: inout RecordWriter) {
    writer.list(spans) {
      $0.time($1.lowerBound)
      $0.time($1.upperBound)
    }
    writer.flag(isContinuing)
  }

  fileprivate init(from reader: inout RecordReader) throws(RecordError) {
    let spans = try reader.list { (reader: inout RecordReader) throws(RecordError) in
      let (first, last) = (try reader.time(), try reader.time())
      guard first <= last else { throw .malformed("a span that ends before it begins") }
      return first...last
    }
    self.init(spans: spans, isContinuing: try reader.flag())
  }
}

extension OperatorOverride {
  fileprivate func encode(to writer: inout RecordWriter) {
    writer.flag(isEnabled)
    writer.text(actor)
    writer.time(at)
  }

  fileprivate init(from reader: inout RecordReader) throws(RecordError) {
    self.init(isEnabled: try reader.flag(), actor: try reader.text(), at: try reader.time())
  }
}
