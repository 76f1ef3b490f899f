import Cron
import Testing

@Suite struct ZoneFileTests {
  @Test func `offsets follow the table and then the footer`() throws {
    let zone = try ZoneFileBytes.paris.database().rules(named: "Europe/Paris")
    #expect(zone.name == "Europe/Paris")
    #expect(zone.offset(at: .min) == 3_600)
    #expect(zone.offset(at: 999_999_999) == 3_600)
    #expect(zone.offset(at: 1_000_000_000) == 7_200)
    #expect(zone.offset(at: 1_009_999_999) == 7_200)
    #expect(zone.offset(at: 1_010_000_000) == 3_600)
    // 2100-03-28 and 2100-10-31, at 01:00 UTC.
    #expect(zone.offset(at: 4_109_878_799) == 3_600)
    #expect(zone.offset(at: 4_109_878_800) == 7_200)
    #expect(zone.offset(at: 4_128_627_599) == 7_200)
    #expect(zone.offset(at: 4_128_627_600) == 3_600)
  }

  @Test func `a file without footer keeps its last offset for ever`() throws {
    var file = ZoneFileBytes.paris
    file.footer = ""
    let zone = try file.database().rules(named: "Europe/Paris")
    #expect(zone.offset(at: 4_110_000_000) == 3_600)
    #expect(zone.offset(at: .max) == 3_600)
  }

  @Test func `transitions at the ends of time are bounded`() throws {
    var file = ZoneFileBytes.paris
    file.transitions = [.min, .max]
    let zone = try file.database().rules(named: "Europe/Paris")
    #expect(zone.offset(at: 0) == 7_200)
    #expect(try CronExpression.parse("0 9 * * *").next(after: 0, in: zone) == 25_200)
  }

  @Test func `a changed file has another identity, the same file the same`() throws {
    let first = try ZoneFileBytes.paris.database().rules(named: "A").identity
    var file = ZoneFileBytes.paris
    #expect(try file.database().rules(named: "B").identity == first)
    file.transitions[1] += 1
    #expect(try file.database().rules(named: "A").identity != first)
    #expect(first != TimeZoneRules.utc.identity)
  }

  static let damages: [(String, @Sendable (inout ZoneFileBytes) -> Void)] = [
    ("it is not a zone file", { $0.magic = "RIFF" }),
    ("it is of version 1", { $0.version = 0 }),
    ("its transitions are out of order", { $0.transitions.reverse() }),
    ("its transitions are out of order", { $0.transitions[1] = $0.transitions[0] }),
    ("a transition has no type 2", { $0.indexes[1] = 2 }),
    ("an offset of 93600 seconds is no offset", { $0.offsets[1] = 93_600 }),
    ("an offset of -90000 seconds is no offset", { $0.offsets[1] = -90_000 }),
    ("the counts in the header", { $0.offsets = [] }),
    ("the counts in the header", { $0.standardCount = 1 }),
    ("it counts leap seconds", { $0.leaps = 1 }),
    ("its footer “CET” is no rule", { $0.footer = "CET" }),
    ("its footer “CET-1CEST” is no rule", { $0.footer = "CET-1CEST" }),
  ]

  @Test(arguments: damages.indices)
  func `a damaged file is refused with its path and the reason`(index: Int) {
    let (reason, damage) = Self.damages[index]
    var file = ZoneFileBytes.paris
    damage(&file)
    let database = file.database()
    let error = #expect(throws: CronError.self) { try database.rules(named: "Europe/Paris") }
    #expect(error?.code == .damagedTimeZone)
    #expect(error?.message.contains("/zones/Europe/Paris") == true)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func `a file cut short anywhere is refused`() {
    let bytes = ZoneFileBytes.paris.bytes
    for length in 0..<bytes.count {
      let database = ZoneDatabase(directory: "/zones", files: ZoneFiles { _ in .bytes(Array(bytes[..<length])) })
      let error = #expect(throws: CronError.self) { try database.rules(named: "Europe/Paris") }
      #expect(error?.code == .damagedTimeZone)
    }
  }

  @Test func `a file with any byte changed is refused or read, and never traps`() throws {
    let bytes = ZoneFileBytes.paris.bytes
    let expression = try CronExpression.parse("30 2 * * *")
    var generator = SeededGenerator(seed: SeededGenerator.runSeed)
    for index in bytes.indices {
      for value in [0, 0x7f, 0x80, 0xff, UInt8.random(in: .min ... .max, using: &generator)] {
        var changed = bytes
        changed[index] = value
        let database = ZoneDatabase(directory: "/zones", files: ZoneFiles { [changed] _ in .bytes(changed) })
        guard let zone = try? database.rules(named: "Europe/Paris") else { continue }
        for instant in [Int64.min, -1, 1_005_000_000, 4_110_000_000, .max] {
          #expect((-90_000...93_600).contains(zone.offset(at: instant)))
          if let next = expression.next(after: instant, in: zone) { #expect(next > instant) }
        }
      }
    }
  }
}
