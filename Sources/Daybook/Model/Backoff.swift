/// How long a job waits before retry n (n counts from 1).
public struct Backoff: Hashable, Sendable {
  /// The shape of the waits.
  public enum Strategy: UInt8, CaseIterable, Sendable, CustomStringConvertible {
    /// `base · factor^(n−1)`.
    case exponential = 0
    /// `base`.
    case fixed = 1
    /// `base · n`.
    case incremental = 2

    /// The word used in jobs files; `linear` is accepted for `fixed`.
    public var description: String {
      switch self {
      case .exponential: "exponential"
      case .fixed: "fixed"
      case .incremental: "incremental"
      }
    }
  }

  /// The shape of the waits.
  public var strategy: Strategy
  /// The first wait in milliseconds.
  public var baseMilliseconds: Int64
  /// The longest wait in milliseconds.
  public var capMilliseconds: Int64
  /// How much longer each exponential wait is, in thousandths (2000 doubles).
  public var factorThousandths: Int64
  /// The largest random addition, in thousandths of the wait (100 is 10 %).
  public var jitterThousandths: Int64

  /// A backoff from its parts; all times in milliseconds.
  public init(
    strategy: Strategy = .exponential,
    baseMilliseconds: Int64 = 1000,
    capMilliseconds: Int64 = 3_600_000,
    factorThousandths: Int64 = 2000,
    jitterThousandths: Int64 = 100
  ) {
    self.strategy = strategy
    self.baseMilliseconds = baseMilliseconds
    self.capMilliseconds = capMilliseconds
    self.factorThousandths = factorThousandths
    self.jitterThousandths = jitterThousandths
  }

  /// Base 1 s, doubling, at most 1 h, 10 % jitter.
  public static let standard = Backoff()

  /// Doubling from `base`, at most `cap`.
  public static func exponential(base: Duration, cap: Duration = .seconds(3600)) -> Backoff {
    Backoff(baseMilliseconds: base.wholeMilliseconds, capMilliseconds: cap.wholeMilliseconds)
  }

  /// Always `delay`, without jitter.
  public static func fixed(_ delay: Duration) -> Backoff {
    Backoff(strategy: .fixed, baseMilliseconds: delay.wholeMilliseconds, jitterThousandths: 0)
  }

  /// The wait before retry `retry` (1-based) in milliseconds.
  ///
  /// Jitter is added before the cap. Integer arithmetic only, and saturating: a hundredth retry waits the cap.
  /// - Parameter draw: a random number, 0 … 999, from the injected generator.
  package func delay(beforeRetry retry: Int, draw: Int64) -> Int64 {
    var wait = baseMilliseconds
    switch strategy {
    case .fixed: break
    case .incremental: wait = wait.saturatingMultiply(Int64(retry))
    case .exponential:
      for _ in 1..<max(1, retry) where wait < capMilliseconds {
        wait = wait.saturatingMultiply(factorThousandths) / 1000
      }
    }
    let jitter = min(wait, capMilliseconds).saturatingMultiply(jitterThousandths) / 1000
    return max(0, min(capMilliseconds, wait.saturatingAdd(jitter.saturatingMultiply(draw) / 1000)))
  }
}

extension Int64 {
  /// The product, or the nearest end of the range.
  package func saturatingMultiply(_ other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
  }

  /// The sum, or the nearest end of the range.
  package func saturatingAdd(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other > 0 ? .max : .min) : sum
  }
}
