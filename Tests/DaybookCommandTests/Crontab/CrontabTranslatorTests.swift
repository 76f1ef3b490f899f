import DaybookCommand
import Testing

struct CrontabTranslatorTests {
  @Test func `a job has cron's environment, directory and shell`() throws {
    let job = try #require(translate("0 1 * * * a \"b\" | c\n").jobs.first)
    #expect(job.command == ["a \"b\" | c"] && job.usesShell)
    #expect(job.directory == "/home/ann")
    #expect(
      job.environment.map { "\($0.name)=\($0.value)" } == [
        "SHELL=/bin/sh", "PATH=/usr/bin:/bin", "HOME=/home/ann", "LOGNAME=ann",
      ])
  }

  @Test func `a variable is in force from its line on`() {
    let jobs = translate(
      """
      0 1 * * * first
      FOO = one
      HOME=/srv
      0 2 * * * second
      FOO=two
      LOGNAME=eve
      PATH=/opt/bin
      0 3 * * * third

      """
    ).jobs
    #expect(jobs.map { $0.variable("FOO") } == [nil, "one", "two"])
    #expect(jobs.map(\.directory) == ["/home/ann", "/srv", "/srv"])
    #expect(jobs.map { $0.variable("PATH") } == ["/usr/bin:/bin", "/usr/bin:/bin", "/opt/bin"])
    #expect(jobs.map { $0.variable("LOGNAME") } == ["ann", "ann", "ann"])
  }

  @Test func `another shell is called as cron calls it`() {
    let jobs = translate("SHELL=/bin/bash\n0 1 * * * echo {a,b} ${HOME}\n0 2 * * * cat%in}put\n").jobs
    #expect(jobs[0].command == ["/bin/bash", "-c", "echo {{a,b}} ${{HOME}}"] && !jobs[0].usesShell)
    #expect(
      jobs[1].command == [
        "/bin/sh", "-c", "exec <<'INPUT'\nin}}put\nINPUT\nexec \"$0\" -c \"$1\"", "/bin/bash", "cat",
      ])
  }

  @Test func `input becomes a here-document that nothing in it can end`() {
    let jobs = translate("0 1 * * * cat%one%INPUT%INPUT_\n").jobs
    #expect(jobs[0].command == ["exec <<'INPUT__'\none\nINPUT\nINPUT_\nINPUT__\ncat"])
  }

  @Test func `the comment right above an entry is its description, the others stay comments`() {
    let result = translate(
      """
      # A title
      #
      # Licence.

      # m h dom mon dow command
      # Make a copy,
      #   every night
      0 1 * * * a
      #0 2 * * * off
      #FOO=bar
      0 3 * * * b
      # above a blank line

      0 4 * * * c
      # Title
      #
      # What it does
      #
      0 5 * * * d
      # the end

      """)
    #expect(result.jobs.map(\.description) == ["Make a copy, every night", nil, nil, "What it does"])
    let comments = result.items.compactMap { item in
      if case .comments(let lines) = item { lines } else { nil }
    }
    #expect(
      comments == [
        ["A title", "", "Licence.", "m h dom mon dow command"], ["0 2 * * * off", "FOO=bar"], ["above a blank line"],
        ["Title", ""], ["the end"],
      ])
  }

  @Test func `a comment that is too long for a description is kept as well`() throws {
    let result = translate("# \(String(repeating: "é", count: 900))\n0 1 * * * a\n")
    let description = try #require(result.jobs.first?.description)
    #expect(description.utf8.count <= 1000 && description.hasSuffix("é…"))
    #expect(result.items.count == 2)
  }

  @Test func `what cannot be taken stays as a comment`() {
    let result = translate("# why\n0 25 * * * a\n")
    #expect(
      result.items == [
        .comments(["why"]),
        .comments([
          "left out (tab, line 2): cron refuses the line (bad hour); Debian's cron then ignores the whole file", "",
          "  0 25 * * * a",
        ]),
      ])
  }

  @Test func `root becomes the user of an entry; nobody else can`() {
    let text = "0 1 * * * root a\n0 2 * * * www-data b {}\n0 3 * * * ghost c\n"
    let asRoot = translate(text, .system, worker: TestHost.root)
    #expect(asRoot.jobs.map(\.usesShell) == [true, false])
    #expect(
      asRoot.jobs[1].command == [
        "/usr/bin/setpriv", "--reuid=www-data", "--regid=33", "--init-groups", "--", "/bin/sh", "-c", "b {{}}",
      ])
    #expect(asRoot.jobs.map { $0.variable("LOGNAME") } == ["root", "www-data"])
    #expect(asRoot.jobs.map(\.directory) == ["/root", "/var/www"])
    #expect(asRoot.places == ["3 left out"])
    let asWeb = translate(text, .system, worker: TestHost.web)
    #expect(asWeb.jobs.map(\.command) == [["b {}"]])
    #expect(asWeb.places == ["1 left out", "3 left out"])
  }

  @Test func `a spooled crontab belongs to the user it is named after`() {
    let path = "/var/spool/cron/crontabs/www-data"
    #expect(translate("0 1 * * * a\n", path: path, worker: TestHost.root).jobs[0].variable("LOGNAME") == "www-data")
    #expect(translate("0 1 * * * a\n", path: path).places == ["1 left out"])
  }

  @Test(arguments: [
    ("MAILTO=root\n", ["1 differs"]), ("MAILTO=\"\"\n", []), ("FOO=\n", ["1 differs"]), ("TZ=Asia/Tokyo\n", []),
    ("CRON_TZ=Asia/Tokyo\n", ["1 differs"]), ("CRON_TZ=Nowhere/Land\n", ["1 differs"]),
    ("RANDOM_DELAY=15\n", ["1 differs"]), ("RANDOM_DELAY=0\n", []), ("RANDOM_DELAY=soon\n", []),
    ("-0 1 * * * a\n", ["1:1 differs"]), ("0 1 * * * -n a\n", ["1:14 differs"]),
    ("0 1 * * * a\\\\b\n", ["1:11 differs"]),
    ("0 1 * * * a\r\n", ["1 note"]), ("0 1 * * * a", ["1 differs"]),
    ("0 1 * * * \(String(repeating: "x", count: 999))\n", ["1 differs"]),
    ("HOME=/nonexistent\n0 1 * * * a\n", ["2 differs"]),
  ])
  func `every difference gets a line of the report`(text: String, places: [String]) {
    #expect(translate(text).places == places)
  }

  @Test func `what cronie's variables ask for goes into the schedules below them`() {
    let jobs = translate(
      "0 1 * * * a\nCRON_TZ=Asia/Tokyo\nRANDOM_DELAY=15\n0 2 * * * b\n@reboot c\nCRON_TZ=Nope\n0 3 * * * d\n"
    )
    .jobs
    #expect(jobs.map(\.timeZone) == [nil, "Asia/Tokyo", "Asia/Tokyo", nil])
    #expect(jobs.map(\.jitterMinutes) == [nil, 15, nil, 15])
  }

  @Test func `a file that cron does not read is said to be one`() {
    #expect(translate("0 1 * * * root a\n", .system, path: "/etc/cron.d/a.disabled").places.contains("1 differs"))
    #expect(translate("0 1 * * * root a\n", .system, path: "/etc/cron.d/a", worker: TestHost.root).places.isEmpty)
  }

  @Test func `what holds for everything is said once`() {
    let one = translate("MAILTO=x\n0 1 * * * a\n").remarks.filter { $0.place == nil }
    #expect(one.count == 3)
    let six = translate((1...6).map { "0 \($0) * * * a\n" }.joined() + "@reboot b\n").remarks.filter { $0.place == nil }
    #expect(six.count == 6)
    #expect(six.contains { $0.remedy == "concurrency = 7 below [scheduler]" })
    #expect(translate("# nothing\n").remarks.isEmpty)
  }
}
