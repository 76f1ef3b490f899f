import Daybook

/// One figure of this machine: what the scheduler reached, and the limit or peer measured in the same run.
struct BenchmarkResult: Sendable {
  var name: String
  var unit: String
  /// One per run.
  var ours: [Double]
  /// One per run, beside ours.
  var limit: [Double]
  /// What the limit is.
  var limitName: String

  /// The median of the ratios run by run, which holds also when the machine's speed drifts.
  var ratio: Double { Self.median(zip(ours, limit).map { $0 / $1 }) }

  var json: JSONText {
    .object([
      "name": .string(name), "unit": .string(unit), "ours": .number(Self.median(ours)),
      "limit": .number(Self.median(limit)), "limitName": .string(limitName), "ratio": .number(ratio),
      "runs": .count(ours.count),
    ])
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted.count % 2 == 1
      ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
  }
}

/// Something that is measured, run after run, beside its limit.
protocol Benchmark: Sendable {
  var name: String { get }
  var unit: String { get }
  var limitName: String { get }
  /// One run of ours; a rate in `unit`.
  func measure(in directory: String) async throws -> Double
  /// One run of the limit, moments before or after.
  func measureLimit(in directory: String) async throws -> Double
}

extension Benchmark {
  /// Runs both in turn.
  func run(_ runs: Int, in directory: String) async throws -> BenchmarkResult {
    var result = BenchmarkResult(name: name, unit: unit, ours: [], limit: [], limitName: limitName)
    for _ in 0..<runs {
      result.limit.append(try await measureLimit(in: directory))
      result.ours.append(try await measure(in: directory))
    }
    return result
  }
}

/// A rate from a count and the time that `body` took.
func rate(of count: Int, _ body: () async throws -> Void) async rethrows -> Double {
  let clock = ContinuousClock()
  let start = clock.now
  try await body()
  let (seconds, attoseconds) = start.duration(to: clock.now).components
  return Double(count) / (Double(seconds) + Double(attoseconds) / 1e18)
}
