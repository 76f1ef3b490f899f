import Daybook
import Settings

/// `backoff = { strategy = …, base = …, cap = …, factor = …, jitter = … }`: the waits between attempts.
struct BackoffSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  var backoff: Backoff {
    let strategies: KeyValuePairs<String, Backoff.Strategy> = [
      "exponential": .exponential, "fixed": .fixed, "linear": .fixed, "incremental": .incremental,
    ]
    var backoff = Backoff.standard
    backoff.strategy = table.choice("strategy", from: strategies) ?? .exponential
    backoff.baseMilliseconds = table.duration("base") ?? backoff.baseMilliseconds
    backoff.capMilliseconds = table.duration("cap") ?? max(backoff.capMilliseconds, backoff.baseMilliseconds)
    if let factor = table.double("factor", in: 1...100) { backoff.factorThousandths = Int64((factor * 1000).rounded()) }
    if let jitter = table.double("jitter", in: 0...1) { backoff.jitterThousandths = Int64((jitter * 1000).rounded()) }
    if backoff.capMilliseconds < backoff.baseMilliseconds {
      table.problem("cap", "\"cap\" is shorter than \"base\"; no wait is longer than the cap")
    }
    return backoff
  }
}
