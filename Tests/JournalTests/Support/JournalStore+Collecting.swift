import Journal

/// A record as it was delivered.
struct Delivery: Equatable, CustomStringConvertible {
  let sequence: UInt64
  let bytes: [UInt8]

  var description: String { "\(sequence):\(String(decoding: bytes.prefix(40), as: UTF8.self))" }
}

extension JournalStore {
  /// Everything there is to catch up with.
  func collect() throws -> [Delivery] {
    var deliveries: [Delivery] = []
    try catchUp { deliveries.append(Delivery(sequence: $0, bytes: Array($1))) }
    return deliveries
  }

  /// Appends records and syncs.
  @discardableResult
  func append(_ records: [NewRecord]) throws -> ClosedRange<UInt64>? {
    let range = try transact({ _, _ in }, { _ in RecordBatch(records) })
    try sync()
    return range
  }

  /// Appends one record without a payload and syncs.
  @discardableResult
  func append(_ text: String, payload: Bool = false) throws -> UInt64? {
    try append([NewRecord(text, payload: payload)])?.lowerBound
  }

  /// Everything from a record on.
  func readAll(from sequence: UInt64) throws -> [Delivery] {
    var deliveries: [Delivery] = []
    try read(from: sequence) { sequence, bytes in
      deliveries.append(Delivery(sequence: sequence, bytes: Array(bytes)))
      return true
    }
    return deliveries
  }
}

extension NewRecord {
  init(_ text: String, payload: Bool = false) {
    self.init(bytes: Array(text.utf8), hasPayload: payload)
  }
}

/// Ignores what is delivered.
func ignore(_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) {}
