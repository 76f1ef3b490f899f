import Daybook
import Testing

struct MisfireTests {
  @Test func `all catches up the latest instants, oldest first, and counts the ones before`() throws {
    let bench = try ScheduleBench.every(seconds: 60) { definition, _ in definition.misfire = .all(max: 3) }
    bench.harness.advance(10 * 60_000 + 5)
    let worker = try bench.harness.join()
    #expect(try bench.harness.claim(worker, 20).count == 3)
    #expect(try bench.firedOffsets() == [480, 540, 600])
    #expect(try bench.schedule().missed == 7)
    #expect(bench.offset(of: try bench.schedule().nextFire) == 660)
  }

  @Test func `all catches up however late`() throws {
    let bench = try ScheduleBench.hourly()
    var definition = try bench.schedule().definition
    definition.misfire = .all(max: 1000)
    try bench.harness.perform(UpsertSchedule(definition))
    bench.harness.advance(30 * 86_400_000)
    let worker = try bench.harness.join()
    #expect(try bench.harness.claim(worker, 1000).count == 720)
    #expect(try bench.schedule().missed == 0)
  }

  @Test func `what all catches up under overlap queue runs one after the other`() throws {
    let bench = try ScheduleBench.every(seconds: 60) { definition, _ in
      definition.misfire = .all(max: 3)
      definition.overlap = .queue
    }
    bench.harness.advance(5 * 60_000)
    let worker = try bench.harness.join()
    var order: [JobID] = []
    for _ in 0..<3 {
      let claimed = try bench.harness.claim(worker, 5)
      #expect(claimed.count == 1)
      order += claimed.map(\.job)
      for attempt in claimed { try bench.harness.finish(worker, attempt, .succeeded(result: nil, usage: nil)) }
    }
    #expect(order == order.sorted() && Set(order).count == 3)
    #expect(try bench.schedule().skipped == 0)
  }

  @Test(arguments: [
    ("latest", MisfirePolicy.latest), ("skip", .skip), ("all", .all(max: 100)), ("all:20", .all(max: 20)),
    ("all:1000", .all(max: 1000)),
  ])
  func `a policy is spelled as its output reads`(_ text: String, _ policy: MisfirePolicy) {
    #expect(MisfirePolicy(text: text) == policy)
    #expect(MisfirePolicy(text: policy.description) == policy)
  }

  @Test(arguments: ["", "All", "all:", "all:0", "all:1001", "all:-1", "all:x", "latest:1", "once"])
  func `another spelling is none`(_ text: String) {
    #expect(MisfirePolicy(text: text) == nil)
  }

  @Test(arguments: [MisfirePolicy.skip, .latest])
  func `a single instant that passed while nobody ran obeys the policy, however short ago`(
    _ policy: MisfirePolicy
  ) throws {
    let bench = try ScheduleBench({ .at($0.adding(milliseconds: 3000)) }) { definition, _ in
      definition.misfire = policy
      definition.maxLatenessMilliseconds = 1000
    }
    bench.harness.advance(25_000)
    let worker = try bench.harness.join()
    #expect(try bench.harness.claim(worker, 5).isEmpty)
    #expect(try bench.schedule().missed == 1)
  }

  @Test func `an instant that a slow leader comes late to is no misfire`() throws {
    let bench = try ScheduleBench({ .at($0.adding(milliseconds: 3000)) }) { definition, _ in definition.misfire = .skip
    }
    let worker = try bench.harness.join()
    bench.harness.advance(25_000)
    #expect(try bench.harness.claim(worker, 5).count == 1)
  }

  @Test func `a slow leader catches nothing up beyond the one that may wait`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in
      definition.misfire = .all(max: 1000)
      definition.overlap = .queue
    }
    let worker = try bench.harness.join()
    bench.harness.advance(20_000)
    _ = try bench.harness.claim(worker, 1)
    #expect(bench.harness.state.stats.total <= 2)
    #expect(try bench.schedule().fireCount + bench.schedule().missed + bench.schedule().skipped == 20)
  }

  @Test func `every due schedule fires although another one was missed`() throws {
    let bench = try ScheduleBench.hourly()
    bench.harness.advance(10 * 3_600_000)
    let worker = try bench.harness.join()
    _ = try bench.harness.claim(worker, 5)
    #expect(try bench.schedule().fireCount + bench.schedule().missed == 10)
  }
}
