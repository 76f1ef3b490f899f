import Cron
import Testing

/// A run of random expressions against the oracle, and what it has covered.
struct OracleRun {
  private static let expressionsPerWindow = 16
  private static let mostFires = 60

  var generator: SeededGenerator
  private let step: Int64
  private let seed: UInt64
  private var pairs = 0
  private var fires = 0

  init(step: Int64, seed: UInt64) {
    self.step = step
    self.seed = seed
    generator = SeededGenerator(seed: seed)
  }

  /// How many stretches of time to look at: `CRON_WINDOWS`, or what the suite has time for.
  func windows(_ usual: Int) -> Int {
    SeededGenerator.number(named: "CRON_WINDOWS").map(Int.init) ?? usual
  }

  /// Compares some random expressions with what the clock shows.
  mutating func check(against clock: NaiveClock, in zone: TimeZoneRules) {
    for _ in 0..<Self.expressionsPerWindow {
      let random = RandomExpression(seconds: step == 1, using: &generator)
      // Days that no month has are refused, which the corpus covers.
      guard let expression = try? CronExpression.parse(random.text) else { continue }
      fires += compare(expression, random, against: clock, in: zone)
      pairs += 1
    }
  }

  /// Prints what was covered and how to do it again.
  func finish() {
    print("\(pairs) pairs of expression and zone checked every \(step) s, \(fires) fires, seed \(seed)")
    #expect(fires > pairs, "the expressions fire too seldom to test anything")
  }

  private mutating func compare(
    _ expression: CronExpression, _ random: RandomExpression, against clock: NaiveClock, in zone: TimeZoneRules
  ) -> Int {
    let comment: Comment =
      "\(expression) in \(zone.name) from \(RFC3339.string(seconds: clock.start, in: zone)), seed \(seed)"
    let expected = clock.fires(of: random, limit: Self.mostFires)
    #expect(expression.isFixed == random.isFixed, comment)
    let found = expression.next(Self.mostFires, after: clock.start - 1, in: zone).prefix { $0 < clock.end }
    #expect(Array(found) == expected, comment)
    #expect(
      backwards(expression, from: (expected.last ?? clock.end - 1) + 1, to: clock.start, in: zone) == expected, comment)
    // From anywhere, not only from a fire: a job that has fired in the first pass must know it in the second.
    let end = expected.count < Self.mostFires ? clock.end : expected.last ?? clock.end
    let due = Set(expected)
    for index in 0..<20 {
      let somewhere = clock.start + Int64.random(in: 0..<max(1, (end - clock.start) / step), using: &generator) * step
      let instant = expected.indices.contains(index) ? expected[index] : somewhere
      #expect(expression.matches(instant, in: zone) == due.contains(instant), comment)
      let next = expression.next(after: instant, in: zone).flatMap { $0 < clock.end ? $0 : nil }
      #expect(instant == end || next == expected.first { $0 > instant }, comment)
      let previous = expression.previous(before: instant, in: zone).flatMap { $0 >= clock.start ? $0 : nil }
      #expect(previous == expected.last { $0 < instant }, comment)
    }
    return expected.count
  }

  /// The fires of a stretch of time found from its end, in ascending order.
  private func backwards(
    _ expression: CronExpression, from end: Int64, to start: Int64, in zone: TimeZoneRules
  ) -> [Int64] {
    var fires: [Int64] = []
    var cursor = end
    while let earlier = expression.previous(before: cursor, in: zone), earlier >= start, earlier < cursor {
      fires.append(earlier)
      cursor = earlier
    }
    return fires.reversed()
  }
}
