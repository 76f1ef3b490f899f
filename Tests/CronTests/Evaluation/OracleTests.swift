import Cron
import Foundation
import Testing

/// Random expressions in random zones around changes of the clock, against an oracle that looks at every second (six
/// fields) or every minute (five), and in zones that no country would have.
///
/// `CRON_SEED=n CRON_WINDOWS=n swift test` replays a run or makes a longer one.
@Suite struct OracleTests {
  private static let zones = [
    "America/New_York", "Europe/Paris", "Europe/Dublin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Tehran",
    "Pacific/Chatham", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Cairo", "Asia/Beirut", "America/Santiago",
    "Australia/Sydney", "Europe/Lisbon", "America/Havana", "Asia/Amman", "Pacific/Apia", "UTC",
  ]
  @Test func `five fields agree with a scan of every minute`() throws {
    try compare(step: 60, before: 2 * 86_400, count: 14_400, windows: 14, seed: SeededGenerator.runSeed)
  }

  @Test func `six fields agree with a scan of every second`() throws {
    try compare(step: 1, before: 4 * 3_600, count: 25_200, windows: 10, seed: SeededGenerator.runSeed + 1)
  }

  @Test func `zones with changes in quick succession agree with a scan of every minute`() throws {
    var run = OracleRun(step: 60, seed: SeededGenerator.runSeed + 2)
    for _ in 0..<run.windows(8) {
      let start: Int64 = 1_767_225_600 + Int64.random(in: 0..<525_600, using: &run.generator) * 60
      let changes = quickChanges(after: start, using: &run.generator)
      let zone = TimeZoneRules(changes: changes, initialOffset: 3_600)
      let clock = NaiveClock(start: start, step: 60, count: 14_000) { instant in
        Int(changes.last { $0.instant <= instant }?.offset ?? 3_600)
      }
      run.check(against: clock, in: zone)
    }
    run.finish()
  }

  private func compare(step: Int64, before: Int64, count: Int, windows: Int, seed: UInt64) throws {
    var run = OracleRun(step: step, seed: seed)
    var cache = ZoneCache()
    for _ in 0..<run.windows(windows) {
      let name = try #require(Self.zones.randomElement(using: &run.generator))
      let zone = try #require(TimeZone(identifier: name))
      let change = transition(in: zone, using: &run.generator)
      let clock = NaiveClock(start: change - before, step: step, count: count) { instant in
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      }
      run.check(against: clock, in: try cache.rules(named: name))
    }
    run.finish()
  }

  /// A change of the clock between 1980 and 2023, or any instant where there is none.
  private func transition(in zone: TimeZone, using generator: inout SeededGenerator) -> Int64 {
    let instant = Int64.random(in: 315_532_800...1_672_531_200, using: &generator) / 60 * 60
    let change = zone.nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: Double(instant)))
    guard let change, change.timeIntervalSince1970 < 1_704_067_200 else { return instant }
    return Int64(change.timeIntervalSince1970) / 60 * 60
  }
  /// Up to eight changes, from ten minutes to two days apart and of up to a day each.
  private func quickChanges(
    after start: Int64, using generator: inout SeededGenerator
  ) -> [(instant: Int64, offset: Int32)] {
    var instant = start + 86_400
    var changes: [(instant: Int64, offset: Int32)] = []
    for _ in 0..<Int.random(in: 2...8, using: &generator) {
      changes.append((instant, Int32.random(in: -48...56, using: &generator) * 900))
      let isSoon = generator.oneIn(2)
      instant +=
        (isSoon ? Int64.random(in: 10...180, using: &generator) : .random(in: 180...2_880, using: &generator)) * 60
    }
    return changes
  }
}
