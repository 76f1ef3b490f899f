import Cron

extension Explanation {
  /// The explanation as `next --explain --json` prints it; keys and order are stable.
  var json: [JSONText.Member] {
    [
      .init(key: "expression", value: .string(expression)),
      .init(key: "timeZone", value: .string(timeZoneName)),
      .init(key: "sentence", value: .string(sentence)),
      .init(key: "firesPerDay", value: .count(firesPerDay)),
      .init(key: "daysPerYear", value: .number(Self.rounded(daysPerYear))),
      .init(key: "firesPerYear", value: .number(Self.rounded(firesPerYear))),
      .init(key: "next", value: .array(upcomingText.map(JSONText.string))),
      .init(key: "warnings", value: .array(warnings.map { .string($0.message) })),
    ]
  }

  /// To four places: no more means anything, and fewer would lose the one fire in 400 years.
  private static func rounded(_ number: Double) -> Double { (number * 10_000).rounded() / 10_000 }
}
