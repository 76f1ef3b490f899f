/// Each distinct value once, known by a small number: types, queues, labels and sets of overrides repeat on a million jobs.
struct Interned<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var indexes: [Value: UInt32] = [:]
  /// The value asked for last: in a row of a thousand jobs it is mostly the same, and comparing is cheaper than hashing.
  private var recent: UInt32?

  init() {}

  /// With these values, numbered in this order.
  init(_ values: [Value]) {
    self.values = values
    for (index, value) in values.enumerated() { indexes[value] = UInt32(index) }
  }

  /// The number of `value`, given now if it is new.
  mutating func index(of value: Value) -> UInt32 {
    if let recent, values[Int(recent)] == value { return recent }
    let index = indexes[value] ?? UInt32(values.count)
    if index == values.count {
      values.append(value)
      indexes[value] = index
    }
    recent = index
    return index
  }

  /// The number of `value`, nil when it never occurred.
  func existingIndex(of value: Value) -> UInt32? { indexes[value] }

  subscript(index: UInt32) -> Value { values[Int(index)] }
}

extension Interned<String> {
  /// The number of a text given as UTF-8.
  mutating func index(ofUTF8 bytes: UnsafeRawBufferPointer) -> UInt32 {
    index(of: String(decoding: bytes, as: UTF8.self))
  }
}
