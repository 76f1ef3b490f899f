/// Counts and rates as the console writes them.
package enum NumberText {
  /// `1,204`.
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "-\(text)" : text
  }

  /// At most five characters: `812`, `1,204`, `18k`, `2.4M`.
  package static func compact(_ number: Int) -> String {
    switch number {
    case ..<10_000: grouped(number)
    case ..<1_000_000: "\(number / 1000)k"
    case ..<10_000_000: "\(number / 1_000_000).\(number % 1_000_000 / 100_000)M"
    default: "\(number / 1_000_000)M"
    }
  }

  /// A rate a second: `41/s`, `0.3/s`.
  package static func rate(_ perSecond: Double) -> String {
    let tenths = Int((max(0, min(1e9, perSecond)) * 10).rounded())
    if tenths >= 100 || tenths.isMultiple(of: 10) { return "\(compact(tenths / 10))/s" }
    return "\(tenths / 10).\(tenths % 10)/s"
  }

  /// `1 job`, `2 jobs`.
  package static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
