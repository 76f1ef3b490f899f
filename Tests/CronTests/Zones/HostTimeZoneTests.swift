import Cron
import Testing

@Suite struct HostTimeZoneTests {
  /// A host with two zones and, if given, the files that name one of them.
  private func host(
    variables: [String: String] = [:], timezone: String? = nil, localtime: String? = nil
  ) -> HostTimeZone {
    let paris = ZoneFileBytes.paris.bytes
    let files = ZoneFiles(
      read: { path in
        switch path {
        case "/usr/share/zoneinfo/Europe/Paris", "/usr/share/zoneinfo/Asia/Tokyo", "/zones/Test/Zone": .bytes(paris)
        case "/etc/timezone": timezone.map { .bytes(Array($0.utf8)) } ?? .missing
        default: .missing
        }
      },
      linkTarget: { $0 == "/etc/localtime" ? localtime : nil })
    return HostTimeZone(environment: { variables[$0] }, files: files)
  }

  @Test(arguments: [
    "Europe/Paris", ":Europe/Paris", "/usr/share/zoneinfo/Europe/Paris", ":/usr/share/zoneinfo/Europe/Paris",
  ])
  func `TZ comes first, in each of its forms`(value: String) {
    let host = host(variables: ["TZ": value], timezone: "Asia/Tokyo\n", localtime: "/usr/share/zoneinfo/Asia/Tokyo")
    #expect(host.name == "Europe/Paris")
  }

  @Test func `an empty TZ means UTC`() {
    #expect(host(variables: ["TZ": ""], timezone: "Asia/Tokyo").name == "UTC")
  }

  @Test(arguments: ["CET-1CEST,M3.5.0,M10.5.0/3", "Europe/Nowhere", "/etc/passwd", "../x"])
  func `a TZ that names no zone is passed over`(value: String) {
    #expect(host(variables: ["TZ": value], timezone: "Asia/Tokyo\n").name == "Asia/Tokyo")
  }

  @Test func `then the files of the system, then UTC`() {
    #expect(host(timezone: "Asia/Tokyo\n", localtime: "/usr/share/zoneinfo/Europe/Paris").name == "Asia/Tokyo")
    #expect(host(timezone: "garbage garbage", localtime: "../usr/share/zoneinfo/Europe/Paris").name == "Europe/Paris")
    #expect(host(localtime: "/somewhere/else").name == "UTC")
    #expect(host().name == "UTC")
  }

  @Test func `zones are looked up where TZDIR says`() {
    #expect(host(variables: ["TZ": "Test/Zone", "TZDIR": "/zones"]).name == "Test/Zone")
    #expect(host(variables: ["TZ": "Test/Zone"]).name == "UTC")
  }

  @Test func `the zone of this host can be loaded`() throws {
    _ = try TimeZoneRules(named: TimeZoneRules.hostName())
  }
}
