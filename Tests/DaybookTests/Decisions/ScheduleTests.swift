import Testing

import Daybook

struct ScheduleTests {
  private func declare(
    _ harness: Harness, _ trigger: Trigger, overlap: OverlapPolicy = .allow, misfire: MisfirePolicy = .latest,
    name: String = "s"
  ) throws {
    let definition = ScheduleDefinition(
      name: name, owner: "ann", source: "file", trigger: trigger, misfire: misfire, overlap: overlap,
      template: JobRequest(type: "a"))
    try harness.perform(UpsertSchedule(definition))
  }

  private func every(_ harness: Harness, _ milliseconds: Int64) -> Trigger {
    .every(milliseconds: milliseconds, anchor: harness.now, startsImmediately: false)
  }

  private func schedule(_ harness: Harness, _ name: String = "s") throws -> ScheduleSummary {
    try #require(harness.state.schedule(named: name))
  }

  @Test func `an interval fires on its grid and never drifts`() throws {
    let harness = Harness()
    let start = harness.now
    try declare(harness, every(harness, 1000))
    let worker = try harness.join()
    for late in [0, 40, 999, 3] as [Int64] {
      let due = try #require(try schedule(harness).nextFire)
      harness.now = due.adding(milliseconds: late)
      _ = try harness.claim(worker, 5)
      #expect(try schedule(harness).lastFire == due)
    }
    #expect(try schedule(harness).nextFire == start.adding(milliseconds: 5000))
    #expect(try schedule(harness).fireCount == 4)
  }

  @Test func `a cron schedule fires at its instants in its zone`() throws {
    let harness = Harness()
    try declare(harness, .cron(expression: "30 9 * * *", timeZone: "UTC"))
    let worker = try harness.join()
    let due = try #require(try schedule(harness).nextFire)
    #expect(due.seconds % 86_400 == 9 * 3600 + 30 * 60)
    harness.now = due.adding(milliseconds: -1)
    #expect(try harness.claim(worker).isEmpty)
    harness.now = due
    #expect(try harness.claim(worker).count == 1)
    #expect(try schedule(harness).nextFire == due.adding(milliseconds: 86_400_000))
  }

  @Test func `a schedule that fires once has no next fire`() throws {
    let harness = Harness()
    try declare(harness, .at(harness.now.adding(milliseconds: 10)))
    let worker = try harness.join()
    harness.advance(10)
    #expect(try harness.claim(worker).count == 1)
    #expect(try schedule(harness).nextFire == nil)
    harness.advance(1_000_000)
    #expect(!harness.state.needsTurn(worker: worker, freeSlots: 1, now: harness.now))
  }

  @Test func `after a pause the latest instant fires once and the others are counted`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 60_000))
    let start = harness.now
    harness.advance(10 * 60_000 + 5)
    let worker = try harness.join()
    #expect(try harness.claim(worker, 20).count == 1)
    let summary = try schedule(harness)
    #expect(summary.fireCount == 1 && summary.missed == 9)
    #expect(summary.lastFire == start.adding(milliseconds: 600_000))
    #expect(summary.nextFire == start.adding(milliseconds: 660_000))
  }

  @Test func `an instant later than its limit does not fire`() throws {
    let harness = Harness()
    try declare(harness, .cron(expression: "0 0 * * *", timeZone: "UTC"))
    harness.now = try #require(try schedule(harness).nextFire).adding(milliseconds: 3_600_001)
    let worker = try harness.join()
    #expect(try harness.claim(worker).isEmpty)
    #expect(try schedule(harness).missed == 1)
    #expect(try schedule(harness).fireCount == 0)
  }

  @Test func `the policy skip never catches up`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 60_000), misfire: .skip)
    harness.advance(5 * 60_000)
    let worker = try harness.join()
    #expect(try harness.claim(worker, 5).isEmpty)
    #expect(try schedule(harness).missed == 5)
  }

  @Test func `with overlap queue one fire waits behind the running job and the rest are skipped`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000), overlap: .queue)
    let worker = try harness.join()
    harness.advance(1000)
    let first = try #require(try harness.claim(worker, 5).first)
    for _ in 0..<3 {
      harness.advance(1000)
      #expect(try harness.claim(worker, 5).isEmpty)
    }
    let summary = try schedule(harness)
    #expect(summary.fireCount == 2 && summary.skipped == 2)
    #expect(harness.state.stats.count(.blocked) == 1)
    try harness.finish(worker, first, .succeeded(result: nil, usage: nil))
    let next = try harness.claim(worker, 5)
    #expect(next.map(\.job) == [try #require(summary.lastJob)])
  }

  @Test func `with overlap skip an instant is counted while the job runs`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000), overlap: .skip)
    let worker = try harness.join()
    harness.advance(1000)
    _ = try harness.claim(worker, 5)
    harness.advance(1000)
    #expect(try harness.claim(worker, 5).isEmpty)
    #expect(try schedule(harness).skipped == 1)
  }

  @Test func `disabling stops fires, enabling counts from now, triggering works all the while`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000))
    let worker = try harness.join()
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: false))
    harness.advance(5500)
    #expect(try harness.claim(worker).isEmpty)
    let job = try harness.perform(TriggerSchedule(name: "s"))
    #expect(try harness.claim(worker).map(\.job) == [job])
    #expect(try schedule(harness).nextFire == nil)
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    #expect(try schedule(harness).missed == 0)
    #expect(try schedule(harness).nextFire == harness.now.adding(milliseconds: 500))
    #expect(try schedule(harness).override?.isEnabled == true)
  }

  @Test func `triggering does not move the next fire`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000))
    let before = try schedule(harness).nextFire
    try harness.perform(TriggerSchedule(name: "s"))
    #expect(try schedule(harness).nextFire == before)
    #expect(try schedule(harness).fireCount == 1)
  }

  @Test func `only the leader fires`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000))
    let leader = try harness.join(name: "w1")
    let follower = try harness.join(name: "w2")
    harness.advance(1000)
    _ = try harness.claim(follower, 0)
    #expect(try schedule(harness).fireCount == 0)
    _ = try harness.claim(leader, 0)
    #expect(try schedule(harness).fireCount == 1)
    try harness.takeOver(name: "w3")
    harness.advance(1000)
    _ = try harness.claim(leader, 0)
    #expect(try schedule(harness).fireCount == 1)
  }

  @Test func `ten thousand schedules due at one instant fire in one append`() throws {
    let harness = Harness()
    for index in 0..<10_000 { try declare(harness, .at(harness.now.adding(milliseconds: 10)), name: "s\(index)") }
    let worker = try harness.join()
    #expect(!harness.state.needsTurn(worker: worker, freeSlots: 0, now: harness.now))
    harness.advance(10)
    let before = harness.state.lastSequence
    _ = try harness.claim(worker, 0)
    #expect(harness.state.lastSequence - before == 20_000)
    #expect(harness.state.stats.count(.pending) == 10_000)
    #expect(!harness.state.needsTurn(worker: worker, freeSlots: 0, now: harness.now))
  }

  @Test func `fires with large payloads are spread over appends that fit`() throws {
    let harness = Harness()
    let payload = Array("\"\(String(repeating: "x", count: 1 << 20 - 2))\"".utf8)
    for index in 0..<24 {
      try harness.perform(
        UpsertSchedule(
          ScheduleDefinition(
            name: "s\(index)", owner: "ann", source: "file", trigger: .at(harness.now.adding(milliseconds: 10)),
            template: JobRequest(type: "a", payload: payload))))
    }
    let worker = try harness.join()
    harness.advance(10)
    _ = try harness.claim(worker, 0)
    let first = harness.state.stats.count(.pending)
    #expect((16...18).contains(first))
    #expect(harness.state.needsTurn(worker: worker, freeSlots: 0, now: harness.now))
    _ = try harness.claim(worker, 0)
    #expect(harness.state.stats.count(.pending) == 24)
  }

  @Test func `an unknown schedule is an error`() throws {
    let harness = Harness()
    #expect(refusal { _ = try harness.perform(TriggerSchedule(name: "no")) }?.code == .notFound)
  }

  @Test func `an interval that starts immediately fires at once, and then on its grid`() throws {
    let harness = Harness()
    let start = harness.now
    try declare(harness, .every(milliseconds: 60_000, anchor: start, startsImmediately: true))
    let worker = try harness.join()
    #expect(try harness.claim(worker, 5).count == 1)
    #expect(try schedule(harness).lastFire == start)
    #expect(try schedule(harness).nextFire == start.adding(milliseconds: 60_000))
  }

  @Test func `overlap counts every live job of the schedule, also one that was triggered by hand`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000), overlap: .skip)
    let worker = try harness.join()
    harness.advance(1000)
    _ = try #require(try harness.claim(worker, 5).first)
    let byHand = try harness.perform(TriggerSchedule(name: "s"))
    let second = try #require(try harness.claim(worker, 5).first)
    #expect(second.job == byHand)
    try harness.finish(worker, second, .succeeded(result: nil, usage: nil))
    harness.advance(1000)
    #expect(try harness.claim(worker, 5).isEmpty)
    #expect(try schedule(harness).skipped == 1)
  }

  @Test func `a cancelled waiting fire does not let the next one run beside the first`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000), overlap: .queue)
    let worker = try harness.join()
    harness.advance(1000)
    _ = try harness.claim(worker, 5)
    harness.advance(1000)
    _ = try harness.claim(worker, 5)
    _ = try harness.perform(Cancel(try #require(try schedule(harness).lastJob)))
    harness.advance(1000)
    #expect(try harness.claim(worker, 5).isEmpty)
    #expect(harness.state.stats.count(.blocked) == 1)
  }

  @Test func `after months of absence the latest instant still fires`() throws {
    let harness = Harness()
    try declare(harness, .cron(expression: "* * * * *", timeZone: "UTC"))
    harness.advance(100 * 86_400_000)
    let worker = try harness.join()
    #expect(try harness.claim(worker, 5).count == 1)
    #expect(try schedule(harness).lastFire?.seconds == harness.now.seconds / 60 * 60)
  }

  @Test func `an operator's switch is remembered also where it changes nothing`() throws {
    let harness = Harness()
    try declare(harness, every(harness, 1000))
    let before = try schedule(harness).nextFire
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    #expect(try schedule(harness).override?.isEnabled == true)
    #expect(try schedule(harness).nextFire == before)
  }
}
