import Daybook
import DaybookCommand
import Settings
import Testing

/// The text of every complaint about a jobs file, with its place.
struct JobsFileErrorTests {
  private func problems(_ text: String) -> [String] {
    do {
      _ = try JobsFile(
        bytes: Array(text.utf8), file: "f.toml", source: "/etc/f.toml", owner: "ann", hostZone: "UTC",
        now: Sandbox.start)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  private static let job = "[jobs.b]\ncommand = [\"ls\"]\n"

  @Test(arguments: [
    ("[schedular]", "f.toml:1:2: unknown table \"schedular\"; did you mean \"scheduler\"?"),
    ("[jobs.b]\ncommand = [\"ls\"]\ntimout = \"5s\"", "f.toml:3:1: unknown key \"timout\"; did you mean \"timeout\"?"),
    ("[jobs.b]\n", "f.toml:1:7: \"b\" has no \"command\"; write command = [\"echo\", \"hello\"]"),
    ("[jobs.b]\ncommand = \"ls -l\"", "f.toml:2:1: a command is an array of words: write command = [\"ls\", \"-l\"]"),
    (
      "[jobs.b]\ncommand = \"ls | wc\"",
      "f.toml:2:1: a command is an array of words: write it as words, or add shell = true"
    ),
    ("[jobs.b]\ncommand = []", "f.toml:2:1: the command has no program; write command = [\"echo\", \"hello\"]"),
    (
      "[jobs.b]\nshell = true\ncommand = [\"a\", \"b\"]",
      "f.toml:3:1: with shell = true the command is one string, such as \"ls | wc -l\""
    ),
    (
      "[jobs.b]\ncommand = [\"ls\", \"{pth}\"]\nparameters.path = { type = \"string\" }",
      "f.toml:2:18: {pth} is no parameter of this job; did you mean \"path\"?"
    ),
    (
      "[jobs.b]\ncommand = [\"ls\", \"{x}\"]",
      "f.toml:2:18: {x} is no parameter of this job; declare parameters.x = { type = \"string\" }"
    ),
    (
      "[jobs.command]\ncommand = [\"ls\"]",
      "f.toml:1:7: \"command\" is the type of ad-hoc commands; choose another name"
    ),
    (
      "[jobs.b]\ncommand = [\"ls\"]\nmax-retries = 1\nmax-attempts = 2",
      "f.toml:4:1: \"max-attempts\" is \"max-retries\" + 1; write only one of them"
    ),
    (
      "[jobs.b]\ncommand = [\"ls\"]\nrate-limit = \"5 per 1m\"",
      "f.toml:3:1: \"rate-limit\" comes in a later version; leave it out for now"
    ),
    ("[notify]\non-failure = [\"x\"]", "f.toml:1:2: \"notify\" comes in a later version; leave it out for now"),
    (
      "[jobs.b]\ncommand = [\"ls\"]\nbackoff = { strategy = \"expo\" }",
      "f.toml:3:24: \"strategy\" cannot be \"expo\"; did you mean \"exponential\"?"
    ),
    (
      "[jobs.b]\ncommand = [\"ls\"]\nbackoff = { base = \"10m\", cap = \"5s\" }",
      "f.toml:3:27: \"cap\" is shorter than \"base\"; no wait is longer than the cap"
    ),
    (
      "[scheduler]\ntime-zone = \"Europe/Pariss\"",
      "f.toml:2:13: expected a time zone such as \"Europe/Paris\" for \"time-zone\": unknown time zone Europe/Pariss: "
        + "there is no /usr/share/zoneinfo/Europe/Pariss; did you mean Europe/Paris?"
    ),
    (
      "[journal]\ndurability = \"allways\"",
      "f.toml:2:14: expected \"always\", \"interval\", \"interval(200ms)\" or \"os\" for \"durability\", found \"allways\": "
        + "'allways' is no durability: write always, interval, interval(200ms) or os; did you mean \"always\"?"
    ),
    (
      "[journal]\ndurability = 50",
      "f.toml:2:14: expected \"always\", \"interval\", \"interval(200ms)\" or \"os\", in quotes, for \"durability\", "
        + "found an integer"
    ),
    (
      "[scheduler]\nleader-timeout = \"2s\"",
      "f.toml:2:1: \"leader-timeout\" is 3s at least: a shorter one would take a busy worker for a hung one"
    ),
  ])
  func `a wrong section is reported with its place`(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test(arguments: [
    ("job = \"other\"\nevery = \"5m\"", "f.toml:4:8: no [jobs.other] in this file"),
    ("every = \"5m\"", "f.toml:3:12: \"s\" has no \"job\"; write job = \"NAME\" of a [jobs.NAME]"),
    (
      "job = \"b\"",
      "f.toml:3:12: \"s\" never fires; write cron = \"0 2 * * *\", every = \"5m\", at = 2027-01-01T00:00:00Z "
        + "or at = \"boot\""
    ),
    (
      "job = \"b\"\ncron = \"0 2 * * *\"\nevery = \"5m\"",
      "f.toml:6:1: \"every\" beside \"cron\"; a schedule has one of cron, every and at"
    ),
    (
      "job = \"b\"\ncron = \"0 2 * * MONN\"",
      "f.toml:5:17: expected a cron expression for \"cron\": day-of-week: “MONN” is no day of the week: did you mean MON?"
    ),
    (
      "job = \"b\"\ncron = \"CRON_TZ=UTC 0 2 * * *\"\ntime-zone = \"Europe/Paris\"",
      "f.toml:5:9: expected a cron expression for \"cron\": the expression names UTC and the schedule Europe/Paris: "
        + "write the zone in one place"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\nmisfire = \"all:0\"",
      "f.toml:6:11: expected \"latest\", \"skip\", \"all\" or \"all:20\" for \"misfire\": found \"all:0\""
    ),
    (
      "job = \"b\"\nevery = \"5m\"\noverlap = \"qeue\"",
      "f.toml:6:11: expected \"queue\", \"skip\", \"replace\" or \"allow\" for \"overlap\": found \"qeue\"; did you mean \"queue\"?"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\njitter = \"5m\"",
      "f.toml:6:1: \"jitter\" is no less than \"every\"; write a shorter one, so that fires stay in order"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\nends-at = 2027-01-01T00:00:00Z\nstarts-at = 2027-02-01T00:00:00Z",
      "f.toml:6:1: \"ends-at\" lies before \"starts-at\"; write a later time"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\nstarts-at = \"tomorrow\"",
      "f.toml:6:14: expected a time such as 2027-01-01T00:00:00Z for \"starts-at\": not an RFC 3339 time: "
        + "the year needs 4 digits, as in 2026-11-21T03:36:50Z"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\nonce = true\nmax-retries = 2",
      "f.toml:6:1: \"once\" means no retries; leave out \"max-retries\""
    ),
    (
      "job = \"b\"\nevery = \"5m\"\nsilent-for = \"26h\"",
      "f.toml:6:1: \"silent-for\" comes in a later version; leave it out for now"
    ),
    (
      "job = \"b\"\nevery = \"0s\"",
      "f.toml:5:9: expected a duration such as 30s or 1h30m for \"every\": write at least 1ms"
    ),
    (
      "job = \"b\"\nevery = \"5m\"\ntime-zone = \"UTC\"",
      "f.toml:6:1: \"time-zone\" has no meaning without \"cron\"; leave it out"
    ),
  ])
  func `a wrong schedule is reported with its place`(lines: String, problem: String) {
    #expect(problems(Self.job + "[schedules.s]\n" + lines) == [problem])
  }

  @Test func `braces in a shell's command are the shell's`() {
    #expect(problems("[jobs.b]\nshell = true\ncommand = \"echo ${HOME} {x}\"").isEmpty)
  }

  @Test func `the payload of a schedule has to fit the job's parameters`() {
    let text = """
      [jobs.b]
      command = ["ls", "{path}"]
      parameters.path = { type = "string" }
      [schedules.s]
      job = "b"
      every = "5m"
      data = { pth = "/" }
      """
    #expect(problems(text) == ["f.toml:7:1: b has no parameter 'pth': it takes path"])
  }

  @Test func `all problems are reported at once, in the order of the file`() {
    let found = problems("[jobs.b]\ncomand = [\"ls\"]\ntimeout = 5\n[schedules.s]\njob = \"x\"\n")
    #expect(found.count == 5)
    #expect(found.map { $0.split(separator: ":")[1] } == ["1", "2", "3", "4", "5"])
  }

  @Test func `text that is no TOML is reported with its place`() {
    let found = problems("[jobs.b\n")
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("f.toml:1:") == true)
  }
}
