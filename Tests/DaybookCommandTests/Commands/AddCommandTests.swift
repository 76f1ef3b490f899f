import Daybook
import DaybookCommand
import Testing

struct AddCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func request(_ id: UInt64 = 1) throws -> (summary: JobSummary, payload: String) {
    let engine = try sandbox.engine()
    defer { engine.close() }
    let summary = try #require(engine.read { $0.summary(of: JobID(id)) })
    return (summary, String(decoding: try engine.payload(of: JobID(id)), as: UTF8.self))
  }

  @Test func `a command keeps its words, whatever they are`() async throws {
    let run = await sandbox.run(["add", "--label", "x", "--", "printf", "--json", "a b", "$HOME", ""])
    #expect(run.status == 0)
    #expect(try request().payload.contains(#""command":["printf","--json","a b","$HOME",""],"shell":false"#))
    #expect(try request().summary.label == "x")
    #expect(try request().summary.type == "command")
  }

  @Test func `options end at the first word of the command`() async throws {
    #expect(await sandbox.run("add --queue gpu ls --queue other -l").status == 0)
    #expect(try request().summary.queue == "gpu")
    #expect(try request().payload.contains(#"["ls","--queue","other","-l"]"#))
    #expect(try request().summary.label == "ls")
  }

  @Test(arguments: ["echo hi", "a|b", "ls *.txt", "echo $HOME", "x;y", "(true)", "echo 'x'", "cat <f"])
  func `one word with blanks or shell syntax needs --shell`(word: String) async throws {
    let run = await sandbox.run(["add", word])
    #expect(run.status == 2)
    #expect(
      run.talk
        == "daybook: '\(word)' is one word with blanks or shell syntax in it: use --shell, or write the words apart\n")
    #expect(await sandbox.run(["add", "--shell", word]).status == 0)
    #expect(try request().payload.contains(#""shell":true"#))
  }

  @Test func `one plain word is a program`() async throws {
    #expect(await sandbox.run("add true").status == 0)
    #expect(await sandbox.run("add ./run-me.sh").status == 0)
  }

  @Test func `standard input gives a job per line, all or none`() async throws {
    let run = await sandbox.run("add --stdin --queue q", input: "echo 'a b'\n\n  true  \nwc -l")
    #expect(run.status == 0)
    #expect(run.lines == ["#1", "#2", "#3"])
    #expect(run.talk.hasPrefix("queued 3; "))
    #expect(try request(1).payload.contains(#"["echo","a b"]"#))
    #expect(try request(3).payload.contains(#"["wc","-l"]"#))
    let wrong = await sandbox.run("add --stdin", input: "true\nls | wc\n")
    #expect(wrong.status == 2)
    #expect(wrong.talk == "daybook: line 2 needs a shell: 'ls | wc'; use --shell. Nothing was added\n")
    #expect(await sandbox.run("jobs --json").lines.count == 3)
  }

  @Test func `an unterminated line and no line at all are fine`() async throws {
    #expect(await sandbox.run("add --stdin", input: "").talk == "standard input had no commands; nothing added\n")
    #expect(await sandbox.run("add --stdin --shell", input: "ls | wc").lines == ["#1"])
  }

  @Test func `input is a file or standard input, and has to be text`() async throws {
    #expect(await sandbox.run("add --input - -- cat", input: "hello\n").status == 0)
    #expect(try request().payload.contains(#""input":"hello\n""#))
    try sandbox.write("from a file", to: "in.txt")
    #expect(await sandbox.run("add --input in.txt -- cat").status == 0)
    #expect(try request(2).payload.contains(#""input":"from a file""#))
    #expect(await sandbox.run("add --input nope.txt -- cat").status == 3)
    #expect(await sandbox.run(["add", "--input", "/bin/sh", "--", "cat"]).status == 2)
  }

  @Test func `input beyond a payload's size is refused`() async throws {
    let run = await sandbox.run("add --input - -- cat", input: String(repeating: "x", count: Limits.payloadBytes + 1))
    #expect(run.status == 2)
  }

  @Test func `a second live job with the key is the first one`() async throws {
    #expect(await sandbox.run("add --key k true").output == "#1\n")
    let second = await sandbox.run("add --key k false")
    #expect(second.status == 0)
    #expect(second.output == "#1\n")
    #expect(second.talk == "nothing added: #1 is live and holds the key 'k'\n")
  }

  @Test func `times and retries reach the job`() async throws {
    let line = "add --at +2h --max-attempts 4 --backoff fixed:30s --timeout 1m --priority -7 true"
    #expect(await sandbox.run(line).status == 0)
    let summary = try request().summary
    #expect(summary.state == .scheduled)
    #expect(summary.dueAt == Sandbox.start.adding(milliseconds: 7_200_000))
    #expect(summary.maxRetries == 3)
    #expect(summary.priority.rawValue == -7)
  }

  @Test func `another directory has to exist`() async throws {
    #expect(await sandbox.run("add --cwd /usr true").status == 0)
    #expect(try request().payload.contains(#""cwd":"/usr""#))
    let run = await sandbox.run("add --cwd nope true")
    #expect(run.status == 2)
    #expect(run.talk == "daybook: --cwd nope: there is no such directory\n")
  }

  @Test func `a declared type is enqueued with its payload checked`() async throws {
    try await sandbox.declare(
      "[jobs.backup]\ncommand = [\"ls\", \"{path}\"]\nqueue = \"disk\"\nparameters.path = { type = \"string\" }\n")
    let run = await sandbox.run(["enqueue", "backup", "--json", "--data", #"{ "path" : "/a b" }"#])
    #expect(run.status == 0)
    #expect(run.output.contains(#""type":"backup","queue":"disk","state":"pending""#))
    #expect(run.output.contains(#""command":["ls","{path}"],"payload":{"path":"/a b"}"#))
    #expect(await sandbox.run(["enqueue", "backup"]).status == 2)
    #expect(await sandbox.run(["enqueue", "backup", "--data", "{\"pth\":1}"]).status == 2)
    #expect(await sandbox.run(["enqueue", "backup", "--data", "{"]).status == 2)
    #expect(await sandbox.run(["enqueue", "backup", "--data", "-"], input: #"{"path":"/"}"#).status == 0)
  }

  @Test func `an unknown type is not found, with the nearest`() async throws {
    try await sandbox.declare("[jobs.backup]\ncommand = [\"ls\"]\n")
    let run = await sandbox.run("enqueue bakup")
    #expect(run.status == 3)
    #expect(run.talk == "daybook: no job type 'bakup'; did you mean \"backup\"?\n")
    #expect(await sandbox.run("enqueue command").status == 2)
  }

  @Test func `run without a worker refuses and enqueues nothing`() async throws {
    let run = await sandbox.run("run -- true")
    #expect(run.status == 4)
    #expect(run.talk.contains("start a worker with daybook up"))
    #expect(await sandbox.run("jobs --json").output.isEmpty)
  }
}
