import Daybook
import Testing

struct BackoffTests {
  @Test func `exponential waits double up to the cap`() {
    let backoff = Backoff(baseMilliseconds: 1000, capMilliseconds: 5000, jitterThousandths: 0)
    #expect((1...5).map { backoff.delay(beforeRetry: $0, draw: 0) } == [1000, 2000, 4000, 5000, 5000])
  }

  @Test func `incremental waits grow by the base, fixed ones stay`() {
    let incremental = Backoff(strategy: .incremental, baseMilliseconds: 10, jitterThousandths: 0)
    #expect((1...3).map { incremental.delay(beforeRetry: $0, draw: 0) } == [10, 20, 30])
    #expect((1...3).map { Backoff.fixed(.seconds(1)).delay(beforeRetry: $0, draw: 999) } == [1000, 1000, 1000])
  }

  @Test func `jitter adds up to its share and never passes the cap`() {
    let backoff = Backoff(baseMilliseconds: 1000, capMilliseconds: 1050, jitterThousandths: 100)
    #expect(backoff.delay(beforeRetry: 1, draw: 0) == 1000)
    #expect(backoff.delay(beforeRetry: 1, draw: 500) == 1050)
    #expect(backoff.delay(beforeRetry: 1, draw: 999) == 1050)
  }

  @Test func `a thousandth retry waits the cap`() {
    #expect(Backoff.standard.delay(beforeRetry: 1000, draw: 0) == 3_600_000)
    let wild = Backoff(baseMilliseconds: .max, capMilliseconds: .max, factorThousandths: .max)
    #expect(wild.delay(beforeRetry: 1000, draw: 999) > 0)
  }
}
