import Daybook

extension RecordedEvent {
  /// The record's bytes.
  func encoded() -> [UInt8] {
    var writer = RecordWriter()
    encode(to: &writer)
    return writer.bytes
  }
}
