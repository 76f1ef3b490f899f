/// Lists of values as English prose.
enum EnglishList {
  /// `a`, `a and b`, `a, b and c`.
  static func joined(_ items: [String], by conjunction: String = "and") -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// The values with runs of three and more shortened: `9 to 17`, `1, 2 and 5 to 9`, `0 to 55 in steps of 5`.
  static func words(_ values: [Int], name: (Int) -> String) -> String {
    if let step = step(of: values), step > 1, values.count > 3 {
      return "\(name(values[0])) to \(name(values[values.count - 1])) in steps of \(step)"
    }
    var items: [String] = []
    for run in runs(of: values) {
      if run.count >= 3 {
        items.append("\(name(run.lowerBound)) to \(name(run.upperBound))")
      } else {
        items += run.map(name)
      }
    }
    return joined(items)
  }

  /// The distance between neighbours when it is always the same; nil otherwise and for fewer than two values.
  static func step(of values: [Int]) -> Int? {
    guard values.count > 1 else { return nil }
    let step = values[1] - values[0]
    return zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step } ? step : nil
  }

  private static func runs(of values: [Int]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for value in values {
      if let last = runs.last, last.upperBound + 1 == value {
        runs[runs.count - 1] = last.lowerBound...value
      } else {
        runs.append(value...value)
      }
    }
    return runs
  }
}
