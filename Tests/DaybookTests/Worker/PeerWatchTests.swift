import Testing

import Daybook

struct PeerWatchTests {
  private func peer(_ name: String, _ heartbeat: UInt64, isAlive: Bool = true) -> PeerReport {
    PeerReport(name: name, isAlive: isAlive, heartbeat: heartbeat)
  }

  @Test func `a heartbeat that does not change for the timeout is silence, and a change ends it`() {
    var watch = PeerWatch(longestGapMilliseconds: 1000)
    for now in stride(from: Int64(0), through: 3000, by: 500) {
      watch.note([peer("a", 7), peer("b", UInt64(now))], at: now)
      #expect(watch.isSilent("a", for: 3000, at: now) == (now == 3000))
      #expect(!watch.isSilent("b", for: 3000, at: now))
    }
    watch.note([peer("a", 8)], at: 3500)
    #expect(!watch.isSilent("a", for: 3000, at: 3500))
  }

  @Test func `an observer that slept itself counts from anew`() {
    var watch = PeerWatch(longestGapMilliseconds: 1000)
    watch.note([peer("a", 7)], at: 0)
    watch.note([peer("a", 7)], at: 900)
    watch.note([peer("a", 7)], at: 9000)
    #expect(!watch.isSilent("a", for: 3000, at: 9000))
    for now in stride(from: Int64(10_000), through: 12_000, by: 1000) { watch.note([peer("a", 7)], at: now) }
    #expect(watch.isSilent("a", for: 3000, at: 12_000))
  }

  @Test func `the dead and the unknown are never silent: their locks say what they are`() {
    var watch = PeerWatch(longestGapMilliseconds: 1000)
    watch.note([peer("a", 7, isAlive: false)], at: 0)
    watch.note([peer("a", 7, isAlive: false)], at: 900)
    #expect(!watch.isSilent("a", for: 500, at: 900))
    #expect(!watch.isSilent("nobody", for: 0, at: 900))
  }
}
