import Cron
import Foundation
import Synchronization
import Testing

@Suite struct ZoneDatabaseTests {
  /// A small database in memory.
  private static let paris = ZoneFileBytes.paris.bytes
  private static let files = ZoneFiles(
    read: { path in
      switch path {
      case "/zones/Europe/Paris", "/zones/America/New_York", "/zones/Europe/Dublin": .bytes(paris)
      case "/zones/Europe/Locked": .unreadable(reason: "Permission denied")
      default: .missing
      }
    },
    list: { path in
      switch path {
      case "/zones/":
        [
          ZoneFiles.Entry(name: "Europe", isDirectory: true), ZoneFiles.Entry(name: "America", isDirectory: true),
          ZoneFiles.Entry(name: "posix", isDirectory: true), ZoneFiles.Entry(name: "zone.tab", isDirectory: false),
        ]
      case "/zones/Europe/": ["Paris", "Dublin"].map { ZoneFiles.Entry(name: $0, isDirectory: false) }
      case "/zones/America/": [ZoneFiles.Entry(name: "New_York", isDirectory: false)]
      default: []
      }
    })
  private static let database = ZoneDatabase(directory: "/zones", files: files)

  @Test(arguments: [
    ("Europe/Pariss", "Europe/Paris"), ("europe/paris", "Europe/Paris"), ("Paris", "Europe/Paris"),
    ("New-York", "America/New_York"), ("Amercia/New_York", "America/New_York"), ("Europe/Dubiln", "Europe/Dublin"),
  ])
  func `an unknown zone is refused with its path and the nearest name`(name: String, nearest: String) {
    let error = #expect(throws: CronError.self) { try Self.database.rules(named: name) }
    #expect(error?.code == .unknownTimeZone)
    #expect(error?.message == "unknown time zone \(name): there is no /zones/\(name); did you mean \(nearest)?")
  }

  @Test func `a name near to none is refused without a guess`() {
    let error = #expect(throws: CronError.self) { try Self.database.rules(named: "Mars/Olympus") }
    #expect(
      error?.message
        == "unknown time zone Mars/Olympus: there is no /zones/Mars/Olympus; write a name such as Europe/Paris")
  }

  @Test func `an empty database says what to install`() {
    let database = ZoneDatabase(directory: "/none", files: ZoneFiles { _ in .missing })
    let error = #expect(throws: CronError.self) { try database.rules(named: "Europe/Paris") }
    #expect(error?.message.hasSuffix("nor any zone in /none; install tzdata or set TZDIR") == true)
  }

  @Test func `a file that cannot be read is named with the system's reason`() {
    let error = #expect(throws: CronError.self) { try Self.database.rules(named: "Europe/Locked") }
    #expect(error?.code == .unreadableTimeZone)
    #expect(error?.message.contains("/zones/Europe/Locked") == true)
    #expect(error?.message.contains("Permission denied") == true)
  }

  @Test func `UTC needs no file`() throws {
    let database = ZoneDatabase(directory: "/none", files: ZoneFiles { _ in .missing })
    #expect(try database.rules(named: "UTC") == .utc)
    #expect(try database.rules(named: "Etc/UTC") == .utc)
  }

  @Test(arguments: [
    "", "/etc/passwd", "../../etc/passwd", "Europe/../../x", "Europe//Paris", "Europe/", "./UTC", ".hidden",
    "Europe/Paris\0", "Euröpe/Paris", "Europe/Pa ris", String(repeating: "a", count: 129),
  ])
  func `a name that could leave the database never reaches a file`(name: String) {
    let reads = Mutex(0)
    let database = ZoneDatabase(
      directory: "/zones",
      files: ZoneFiles { _ in
        reads.withLock { $0 += 1 }
        return .bytes(Self.paris)
      })
    let error = #expect(throws: CronError.self) { try database.rules(named: name) }
    #expect(error?.code == .badTimeZoneName)
    #expect(reads.withLock { $0 } == 0)
  }

  @Test func `names lists the zones and neither the tables nor the copies`() {
    #expect(Set(Self.database.names()) == ["Europe/Paris", "Europe/Dublin", "America/New_York"])
  }

  @Test func `TZDIR replaces the system's directory`() {
    #expect(ZoneDatabase.system(environment: { _ in nil }).directory == "/usr/share/zoneinfo")
    #expect(ZoneDatabase.system(environment: { _ in "" }).directory == "/usr/share/zoneinfo")
    #expect(ZoneDatabase.system(environment: { $0 == "TZDIR" ? "/zones" : nil }).directory == "/zones")
  }

  @Test func `a damaged file on disk is refused by name`() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("cron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try Data(Self.paris.dropLast(20)).write(to: directory.appendingPathComponent("Torn"))
    try Data(Self.paris).write(to: directory.appendingPathComponent("Whole"))
    let database = ZoneDatabase(directory: directory.path)
    #expect(try database.rules(named: "Whole").offset(at: 0) == 3_600)
    #expect(Set(database.names()) == ["Torn", "Whole"])
    let torn = #expect(throws: CronError.self) { try database.rules(named: "Torn") }
    #expect(torn?.code == .damagedTimeZone)
    #expect(torn?.message.contains(directory.path + "/Torn") == true)
    let missing = #expect(throws: CronError.self) { try database.rules(named: "Wholly") }
    #expect(missing?.message.contains("did you mean Whole?") == true)
  }

  @Test func `every zone of the host is read, and agrees with another library where both are settled`() throws {
    let database = ZoneDatabase.system()
    let names = database.names()
    #expect(names.count > 300)
    var generator = SeededGenerator(seed: SeededGenerator.runSeed)
    for name in names {
      let zone = try database.rules(named: name)
      guard ["America/", "Europe/", "Australia/", "Asia/"].contains(where: name.hasPrefix),
        let other = TimeZone(identifier: name)
      else { continue }
      for _ in 0..<4 {
        let instant = Int64.random(in: 631_152_000...1_672_531_200, using: &generator)
        let expected = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
        #expect(Int(zone.offset(at: instant)) == expected, "\(name) at \(instant)")
      }
    }
  }
}
