import Cron
import DaybookCommand
import Testing

/// Random lines, odd ones among them, against cron's own reading of them.
struct RandomCrontabTests {
  @Test func `what is taken runs when cron would run it, and what is not is what cron refuses or never runs`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = RandomLines(seed: seed)
    var (taken, refused, never) = (0, 0, 0)
    for _ in 0..<1500 {
      let times = random.times()
      let result = translate("\(times) x\n")
      guard let cron = VixieCron(times) else {
        refused += 1
        #expect(result.jobs.isEmpty, "seed \(seed): \(times)")
        continue
      }
      if let text = result.expressions.first {
        taken += 1
        let expression = try CronExpression.parse(text)
        #expect(expression.isFixed == !(times.hasPrefix("*") || times.split(separator: " ")[1].hasPrefix("*")))
        for instant in random.instants(of: cron) where cron.runs(at: instant) != expression.matches(instant, in: .utc) {
          Issue.record("seed \(seed): \(times) as \(text) differs at \(instant)")
          break
        }
      } else {
        never += 1
        let runs = random.instants(of: cron).contains { cron.runs(at: $0) }
        #expect(!runs, "seed \(seed): \(times) was left out")
      }
    }
    #expect(taken > 300 && refused > 100 && never > 20, "seed \(seed): \(taken), \(refused), \(never)")
  }
}

/// Makes up time fields and instants to ask about.
private struct RandomLines {
  private var random: SplitMix
  private static let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]

  init(seed: UInt64) { random = SplitMix(state: seed) }

  mutating func times() -> String {
    Self.ranges.indices.map { index in chance(50) ? "*" : word(index) }.joined(separator: " ")
  }

  /// Minutes of two years at which the time of day fits, whatever the day; others when none does.
  mutating func instants(of cron: VixieCron) -> [Int64] {
    let minutes = cron.minutes.sorted()
    let hours = cron.hours.sorted()
    return (0..<80).map { _ in
      let day = Int64.random(in: 20_454...21_184, using: &random)
      let hour = hours.randomElement(using: &random) ?? 0
      let minute = chance(20) ? Int.random(in: 0...59, using: &random) : minutes.randomElement(using: &random) ?? 0
      return day * 86_400 + Int64(hour * 3600 + minute * 60)
    }
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  private mutating func word(_ index: Int) -> String {
    (0...Int.random(in: 0...2, using: &random)).map { _ in term(index) }.joined(separator: ",")
  }

  private mutating func term(_ index: Int) -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0...2: "*"
    case 3...4: "*/\(Int.random(in: 0...70, using: &random))"
    case 5...10: value(index)
    case 11...15: "\(value(index))-\(value(index))"
    case 16...17: "\(value(index))-\(value(index))/\(Int.random(in: 1...9, using: &random))"
    case 18: value(index) + (["/5", ".5", "#2", "-", "W", "L", ";"].randomElement(using: &random) ?? "")
    default: "*" + (["5", "-5", "/x", "/5/2"].randomElement(using: &random) ?? "")
    }
  }

  private mutating func value(_ index: Int) -> String {
    if chance(3) { return "\(Self.ranges[index].upperBound + 1)" }
    if index > 2, chance(20) { return ["MON", "sun", "Dec", "jan"].randomElement(using: &random) ?? "" }
    return "\(Int.random(in: Self.ranges[index], using: &random))"
  }
}
