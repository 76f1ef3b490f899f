/// The workers of a snapshot.
extension WorkerTable {
  func encode(to writer: inout RecordWriter) {
    writer.list(all) { $1.encode(to: &$0) }
    writer.optional(leader) { $0.unsigned($1) }
    writer.unsigned(epoch)
    writer.optional(lastLeft) {
      $1.identity.encodeAll(to: &$0)
      $0.time($1.at)
    }
  }

  /// - Parameter version: of the state's encoding.
  init(from reader: inout RecordReader, version: UInt64) throws(RecordError) {
    self.init(
      all: try reader.list { (reader: inout RecordReader) throws(RecordError) in
        try WorkerState(from: &reader, version: version)
      },
      leader: try reader.optionalUnsigned(),
      epoch: try reader.unsigned(),
      lastLeft: try reader.flag() ? (try WorkerDescription(from: &reader, version: version), try reader.time()) : nil)
  }
}

extension WorkerState {
  fileprivate func encode(to writer: inout RecordWriter) {
    writer.unsigned(id)
    identity.encodeAll(to: &writer)
    writer.time(joinedAt)
    writer.list(running) { $0.job($1) }
  }

  fileprivate init(from reader: inout RecordReader, version: UInt64) throws(RecordError) {
    self.init(
      id: try reader.unsigned(), identity: try WorkerDescription(from: &reader, version: version),
      joinedAt: try reader.time(), running: try reader.jobs())
  }
}

extension WorkerDescription {
  fileprivate func encodeAll(to writer: inout RecordWriter) {
    encode(to: &writer)
    encodeAddition(to: &writer)
  }

  fileprivate init(from reader: inout RecordReader, version: UInt64) throws(RecordError) {
    try self.init(from: &reader)
    if version >= 2 { try readAddition(from: &reader) }
  }
}
