import DaybookCommand
import Testing

struct FormatDetectionTests {
  private func detect(_ text: String, path: String? = nil, forced: CrontabFormat? = nil) -> FormatDetection {
    FormatDetection(
      CrontabSource(name: path ?? "-", path: path, bytes: Array(text.utf8)), forced: forced,
      accounts: TestHost.accounts)
  }

  @Test func `the path decides, and what the person said decides over it`() {
    #expect(detect("0 1 * * * a b\n", path: "/etc/crontab") == FormatDetection(format: .system))
    #expect(detect("0 1 * * * a b\n", path: "/etc/cron.d/x").format == .system)
    #expect(detect("", path: "/var/spool/cron/crontabs/ann") == FormatDetection(format: .user, owner: "ann"))
    #expect(detect("", path: "/var/spool/cron/ann").owner == "ann")
    #expect(detect("0 1 * * * root a\n", path: "/etc/crontab", forced: .user) == FormatDetection(format: .user))
  }

  @Test func `without a path, the users of the host decide, and the report says so`() {
    #expect(detect("A=b\n0 1 * * * root a\n@reboot www-data b\n").format == .system)
    #expect(detect("0 1 * * * /bin/a\n").format == .user)
    let mixed = detect("0 1 * * * root a\n0 2 * * * other b\n")
    #expect(mixed.format == .user)
    #expect(mixed.reason?.contains("1 of 2 entries") == true)
    #expect(detect("").format == .user)
  }
}
