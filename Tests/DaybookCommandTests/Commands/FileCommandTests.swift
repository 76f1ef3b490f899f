import DaybookCommand
import Testing

struct FileCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func `init writes a file that check accepts, and overwrites none`() async throws {
    #expect(await sandbox.run("init").output == "daybook.toml\n")
    #expect(await sandbox.run("check").output == "daybook.toml: ok, 2 jobs, 1 queue, 2 schedules\n")
    try sandbox.write("# mine\n", to: "daybook.toml")
    let again = await sandbox.run("init")
    #expect(
      again
        == Sandbox.Run(
          status: 4, output: "", talk: "daybook: daybook.toml exists already; daybook init --force overwrites it\n"))
    #expect(try sandbox.read("daybook.toml") == "# mine\n")
    #expect(await sandbox.run("init --force").status == 0)
    #expect(try sandbox.read("daybook.toml") == JobsFileTemplate.text)
    #expect(await sandbox.run("init nowhere/at/all.toml").status == 3)
  }

  @Test func `check prints every problem and fails`() async throws {
    try sandbox.write("[jobs.b]\ncomand = [\"ls\"]\n", to: "f.toml")
    let run = await sandbox.run("check f.toml")
    #expect(run.status == 1)
    #expect(
      run.lines == [
        "f.toml:1:7: \"b\" has no \"command\"; write command = [\"echo\", \"hello\"]",
        "f.toml:2:1: unknown key \"comand\"; did you mean \"command\"?",
      ])
    #expect(run.talk == "2 problems\n")
    let json = await sandbox.run("check f.toml --json")
    #expect(json.status == 1)
    #expect(
      json.lines.last
        == #"{"file":"f.toml","line":2,"column":1,"message":"unknown key \"comand\"; did you mean \"command\"?"}"#)
  }

  @Test func `check needs a file`() async throws {
    #expect(await sandbox.run("check").status == 3)
    #expect(await sandbox.run("check nope.toml").status == 3)
    #expect(await sandbox.run("check --config nope.toml").status == 3)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `there is a completion script`(shell: String) async {
    let run = await sandbox.run("completions \(shell)")
    #expect(run.status == 0)
    #expect(run.output.contains("daybook"))
    #expect(run.output.contains("schedules"))
  }

  @Test(arguments: ["info", "verify"])
  func `a directory without a journal is said to have none`(command: String) async {
    let run = await sandbox.run("journal \(command)")
    #expect(run.status == 3)
    #expect(
      run.talk == "daybook: there is no journal at \(sandbox.directory): daybook add or daybook up makes one, "
        + "--dir names another\n")
  }

  @Test func `the journal cannot be read where there is none`() async {
    let run = await sandbox.run("journal cat --dir /nowhere/at/all")
    #expect(run.status == 3)
    #expect(run.talk.contains("there is no journal at /nowhere/at/all"))
  }
}
