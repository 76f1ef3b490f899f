/// Every stored property of a value and of what it holds, as text, so that a property added tomorrow is compared too.
///
/// Left out is what is computed from the rest, and may be laid out differently: the heaps and counters, which other tests
/// compare by what they answer.
enum Reflection {
  private static let derived: Set<String> = ["ready", "due", "heapPosition", "counters", "slots", "recent"]

  /// Where the stored properties of two values first differ; nil when they do nowhere.
  static func firstDifference(_ left: Any, _ right: Any) -> String? {
    let (left, right) = (lines(of: left, ""), lines(of: right, ""))
    let pair = zip(left, right).first { $0 != $1 }
    if let pair { return "\(pair.0) ≠ \(pair.1)" }
    return left.count == right.count ? nil : "\(left.count) ≠ \(right.count) values"
  }

  /// The names of the stored properties of every type met in a value.
  static func properties(of value: Any) -> [String: Set<String>] {
    var found: [String: Set<String>] = [:]
    collect(value, &found)
    return found
  }

  private static func collect(_ value: Any, _ found: inout [String: Set<String>]) {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .struct || mirror.displayStyle == .class {
      let labels = Set(mirror.children.compactMap(\.label))
      if !labels.isEmpty { found["\(type(of: value))", default: []].formUnion(labels) }
    }
    for child in mirror.children { collect(child.value, &found) }
  }

  private static func lines(of value: Any, _ path: String) -> [String] {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional: return mirror.children.first.map { lines(of: $0.value, path) } ?? ["\(path): nil"]
    case .dictionary, .set:
      return mirror.children.map { lines(of: $0.value, path).joined(separator: " ") }.sorted()
    case .collection:
      return ["\(path): \(mirror.children.count)"] + mirror.children.flatMap { lines(of: $0.value, path) }
    case nil: return ["\(path): \(value)"]
    default:
      guard !mirror.children.isEmpty else { return ["\(path): \(value)"] }
      return mirror.children.filter { !derived.contains($0.label ?? "") }
        .flatMap { lines(of: $0.value, "\(path).\($0.label ?? "")") }
    }
  }
}
