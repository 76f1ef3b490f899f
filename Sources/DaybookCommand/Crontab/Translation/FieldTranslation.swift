import Cron

/// A time field as Daybook has to read it to mean what cron reads.
struct FieldTranslation {
  /// Nil when cron reads no value at all.
  let text: String?

  /// - Parameter seed: what a value drawn from `a~b` depends on, so that it is the same in every import.
  init(_ field: TimeField, seed: String) {
    var items: [String] = []
    for term in field.terms {
      switch term.kind {
      case .plain: items.append(term.text)
      case .random(let range):
        items.append(String(Self.draw(from: range, seed: "\(seed) \(field.field.name) \(term.text)")))
      case .reversed: continue
      }
    }
    // What cron does not take for a field with a star must not become one.
    if !field.beginsWithStar, let first = items.first, first.hasPrefix("*") {
      items[0] = "\(field.field.range.lowerBound)-\(field.field.range.upperBound)" + first.dropFirst()
    }
    text = items.isEmpty ? nil : items.joined(separator: ",")
  }

  /// A value of the range that the seed decides (FNV-1a).
  static func draw(from range: ClosedRange<Int>, seed: String) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in seed.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return range.lowerBound + Int(hash % UInt64(range.count))
  }
}
