import Spelling

/// Readers of single values.
extension SettingsTable {
  /// The string under a key.
  package func string(_ key: String) -> String? {
    guard let node = take(key) else { return nil }
    if case .string(let text) = node.content { return text }
    mismatch(key, node, expected: .string)
    return nil
  }

  /// The whole number under a key, which has to lie in `range`.
  package func integer(_ key: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
    guard let node = take(key) else { return nil }
    guard case .integer(let number) = node.content else {
      mismatch(key, node, expected: .integer)
      return nil
    }
    guard range.contains(number) else {
      outOfRange(key, node, limits: range.upperBound == .max ? "at least \(range.lowerBound)" : range.inWords)
      return nil
    }
    return number
  }

  /// The number under a key, written with or without a decimal point, which has to lie in `range`.
  ///
  /// Infinities and not-a-number are refused.
  package func double(
    _ key: String,
    in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) -> Double? {
    guard let node = take(key) else { return nil }
    let number: Double
    switch node.content {
    case .double(let value): number = value
    case .integer(let value): number = Double(value)
    default:
      mismatch(key, node, expected: .double)
      return nil
    }
    guard range.contains(number) else {
      let isUnlimited = range.upperBound == .greatestFiniteMagnitude
      outOfRange(key, node, limits: number.isFinite && !isUnlimited ? range.inWords : "a finite number")
      return nil
    }
    return number
  }

  /// The boolean under a key.
  package func boolean(_ key: String) -> Bool? {
    guard let node = take(key) else { return nil }
    if case .boolean(let flag) = node.content { return flag }
    mismatch(key, node, expected: .boolean)
    return nil
  }

  /// The date, time, or both under a key, as RFC 3339 text; written without quotes.
  package func dateTime(_ key: String) -> String? {
    guard let node = take(key) else { return nil }
    if case .dateTime(let text) = node.content { return text }
    mismatch(key, node, expected: .dateTime)
    return nil
  }

  /// One of several words, each with its meaning.
  package func choice<Meaning>(_ key: String, from options: KeyValuePairs<String, Meaning>) -> Meaning? {
    guard let node = take(key) else { return nil }
    guard case .string(let word) = node.content else {
      mismatch(key, node, expected: .string)
      return nil
    }
    if let option = options.first(where: { $0.key == word }) { return option.value }
    let words = options.map(\.key)
    let near = Suggestion.hint(for: word, in: words)
    let list = "; write one of " + words.map { "\"\($0)\"" }.joined(separator: ", ")
    report.add("\(Quoted(key)) cannot be \(Quoted(word))\(near.isEmpty ? list : near)", at: node.value)
    return nil
  }

  private func outOfRange(_ key: String, _ node: SettingsNode, limits: String) {
    let found = report.excerpt(of: node).map { ", found \($0)" } ?? ""
    report.add("\(Quoted(key)) has to be \(limits)\(found)", at: node.value)
  }
}

extension ClosedRange {
  fileprivate var inWords: String { "from \(lowerBound) to \(upperBound)" }
}
