import CommandJobs
import Testing

struct GroupShutdownTests {
  private let start = ContinuousClock.now

  private func after(_ milliseconds: Int) -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }

  private func machine() -> GroupShutdown { GroupShutdown(leftoverGrace: .milliseconds(100)) }

  @Test func `a leader that ends alone is all there is to it`() {
    var machine = machine()
    #expect(machine.nextCheck == nil)
    #expect(machine.leaderEnded(groupIsEmpty: true, now: start) == .finish)
    #expect(machine.nextCheck == nil && !machine.gaveUp)
  }

  @Test func `a request sends TERM and after the grace KILL`() {
    var machine = machine()
    #expect(machine.terminationRequested(grace: .milliseconds(500), now: start) == .sendTerminate)
    #expect(machine.nextCheck == after(500))
    #expect(machine.check(now: after(499)) { false } == nil)
    #expect(machine.check(now: after(500)) { false } == .sendKill)
    #expect(machine.nextCheck == nil, "the end of the leader is noticed without looking")
    #expect(machine.leaderEnded(groupIsEmpty: true, now: after(501)) == .finish)
  }

  @Test func `no grace is KILL at once`() {
    var machine = machine()
    #expect(machine.terminationRequested(grace: .zero, now: start) == .sendKill)
    #expect(machine.terminationRequested(grace: .zero, now: start) == nil)
  }

  @Test func `a second request can only shorten the grace`() {
    var machine = machine()
    _ = machine.terminationRequested(grace: .milliseconds(500), now: start)
    #expect(machine.terminationRequested(grace: .seconds(60), now: after(1)) == nil)
    #expect(machine.check(now: after(1)) { false } == nil)
    #expect(machine.nextCheck == after(500))
    #expect(machine.terminationRequested(grace: .milliseconds(10), now: after(2)) == nil)
    #expect(machine.check(now: after(2)) { false } == nil)
    #expect(machine.nextCheck == after(12))
    #expect(machine.check(now: after(12)) { false } == .sendKill)
  }

  @Test func `those left behind get TERM, their grace, and KILL until they are gone`() {
    var machine = machine()
    #expect(machine.leaderEnded(groupIsEmpty: false, now: start) == .sendTerminate)
    #expect(machine.check(now: after(50)) { false } == nil)
    #expect(machine.check(now: after(100)) { false } == .sendKill)
    #expect(machine.check(now: after(110)) { false } == .sendKill)
    #expect(machine.check(now: after(120)) { true } == .finish)
    #expect(machine.check(now: after(130)) { true } == nil)
  }

  @Test func `after a request the rest of the group has the rest of the grace`() {
    var machine = machine()
    _ = machine.terminationRequested(grace: .milliseconds(500), now: start)
    #expect(machine.leaderEnded(groupIsEmpty: false, now: after(10)) == nil)
    #expect(machine.check(now: after(499)) { false } == nil)
    #expect(machine.check(now: after(500)) { false } == .sendKill)
  }

  @Test func `a group that survives KILL is given up`() {
    var machine = machine()
    _ = machine.terminationRequested(grace: .zero, now: start)
    #expect(machine.leaderEnded(groupIsEmpty: false, now: after(1)) == nil)
    let end = start + GroupShutdown.patience
    #expect(machine.check(now: end - .milliseconds(1)) { false } == .sendKill)
    #expect(machine.check(now: end) { false } == .finish)
    #expect(machine.gaveUp)
  }

  @Test func `looking becomes rarer and stays bounded`() {
    var machine = machine()
    _ = machine.terminationRequested(grace: .seconds(10), now: start)
    var now = start
    #expect(machine.leaderEnded(groupIsEmpty: false, now: now) == nil)
    var gaps: [Duration] = []
    for _ in 0..<12 {
      guard let next = machine.nextCheck else { break }
      gaps.append(next - now)
      now = next
      #expect(machine.check(now: now) { false } == nil)
    }
    #expect(gaps.count == 12)
    #expect(gaps == gaps.sorted())
    #expect(gaps.first == .milliseconds(1) && gaps.last == .milliseconds(50))
  }

  @Test func `nobody looks at a group whose leader runs`() {
    var machine = machine()
    _ = machine.terminationRequested(grace: .milliseconds(5), now: start)
    var looked = false
    _ = machine.check(now: after(1)) {
      looked = true
      return true
    }
    #expect(!looked)
  }
}
