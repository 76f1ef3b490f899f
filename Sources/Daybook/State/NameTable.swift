/// Each distinct value once, known by a small number: types, queues, labels and sets of overrides repeat on a million jobs.
struct Interned<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var indexes: [Value: UInt32] = [:]

  init() {}

  /// The number of `value`, given now if it is new.
  mutating func index(of value: Value) -> UInt32 {
    if let index = indexes[value] { return index }
    let index = UInt32(values.count)
    values.append(value)
    indexes[value] = index
    return index
  }

  /// The number of `value`, nil when it never occurred.
  func existingIndex(of value: Value) -> UInt32? { indexes[value] }

  subscript(index: UInt32) -> Value { values[Int(index)] }
}
