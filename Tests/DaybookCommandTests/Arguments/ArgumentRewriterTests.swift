import DaybookCommand
import Testing

struct ArgumentRewriterTests {
  private let rewriter = ArgumentRewriter(
    root: CommandTree(
      name: "daybook",
      children: [
        CommandTree(name: "console", children: []), CommandTree(name: "jobs", children: []),
        CommandTree(name: "add", children: []), CommandTree(name: "run", children: []),
        CommandTree(
          name: "schedule",
          children: [CommandTree(name: "enable", children: []), CommandTree(name: "disable", children: [])]),
      ]))

  private func rewritten(_ line: String) throws -> String {
    try rewriter.rewrite(line.split(separator: " ").map(String.init)).words.joined(separator: " ")
  }

  @Test(arguments: [
    ("", ""),
    ("jobs", "jobs"),
    ("--dir /d jobs", "jobs --dir /d"),
    ("--dir=/d --json jobs --limit 3", "jobs --dir=/d --json --limit 3"),
    ("jobs --dir /d", "jobs --dir /d"),
    ("--no-ui", "--no-ui"),
    ("--dir /d --no-ui", "--dir /d --no-ui"),
    ("--dir /d schedule enable x", "schedule enable --dir /d x"),
    ("schedule --dir /d enable x", "schedule enable --dir /d x"),
    ("--json add ls --json", "add --json ls --json"),
    ("--json add --queue q -- ls --dir /e", "add --json --queue q -- ls --dir /e"),
    ("--as ann run -- jobs", "run --as ann -- jobs"),
    ("--help", "--help"),
    ("--dir /d --help", "--help"),
    ("schedule --help", "schedule --help"),
    ("--dir /d --version", "--version"),
    ("--dir /d help jobs", "help jobs"),
    ("--json --nonsense jobs", "--json --nonsense jobs"),
    ("--dir", "--dir"),
    ("--dir jobs", "--dir jobs"),
  ])
  func `global options move behind the command's words`(line: String, expected: String) throws {
    #expect(try rewritten(line) == expected)
  }

  @Test func `the path names the command for hints at its help`() throws {
    #expect(try rewriter.rewrite(["--json", "schedule", "enable", "x"]).path == ["schedule", "enable"])
    #expect(try rewriter.rewrite(["--no-ui"]).path.isEmpty)
  }

  @Test(arguments: [
    ("jbos", "unknown command 'jbos'; did you mean 'daybook jobs'?"),
    ("--json shedule", "unknown command 'shedule'; did you mean 'daybook schedule'?"),
    ("schedule enabel x", "unknown command 'enabel'; did you mean 'daybook schedule enable'?"),
    ("schedule qqqqqq", "unknown command 'qqqqqq'; daybook schedule knows enable, disable"),
    ("schedule", "'schedule' needs one of: enable, disable"),
    ("hold", "'daybook hold' comes in a later version"),
    ("./x.sh", "'./x.sh' is no command of daybook; to run it as a job, write: daybook add -- ./x.sh"),
    ("zzzzzz", "unknown command 'zzzzzz'"),
  ])
  func `a word that names no command is refused with what was probably meant`(line: String, message: String) {
    let error = #expect(throws: CommandWordError.self) { try rewritten(line) }
    #expect(error?.message == message)
  }
}
