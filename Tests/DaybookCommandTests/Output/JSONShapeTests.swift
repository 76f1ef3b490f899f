import Daybook
import DaybookCommand
import Testing

/// The shapes that scripts rely on, key by key.
struct JSONShapeTests {
  @Test func `a job has these keys in this order`() async throws {
    let sandbox = try Sandbox()
    let run = await sandbox.run("add --json --key k --tag a --tag b --entity e --priority high --delay 5s -- echo hi")
    #expect(run.status == 0)
    #expect(
      run.output == """
        {"id":1,"type":"command","queue":"default","state":"scheduled","held":false,"priority":10,"attempt":0,\
        "maxRetries":0,"key":"k","entity":"e","label":"echo","tags":["a","b"],"owner":"\(Self.user)","schedule":null,\
        "command":["echo","hi"],"payload":{"command":["echo","hi"],"shell":false,"cwd":"\(sandbox.directory)",\
        "umask":\(Self.umask),"env":{"HOME":"\(sandbox.directory)","PATH":"/usr/bin:/bin"},"input":null},\
        "enqueuedAt":"2026-11-21T03:36:50.123Z","dueAt":"2026-11-21T03:36:55.123Z","startedAt":null,"finishedAt":null,\
        "durationMs":null,"progress":null,"result":null,"error":null,"failureKind":null,"exitCode":null,"signal":null,\
        "worker":null,"after":[]}

        """)
  }

  @Test func `show adds attempts and log`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add false")
    try await sandbox.finishAll(Sandbox.failure)
    let run = await sandbox.run("show 1 --json")
    #expect(run.status == 0)
    #expect(
      run.output.hasSuffix(
        """
        "enqueuedAt":"2026-11-21T03:36:50.123Z","dueAt":"2026-11-21T03:36:50.123Z",\
        "startedAt":"2026-11-21T03:36:50.123Z","finishedAt":"2026-11-21T03:36:51.623Z","durationMs":1500,\
        "progress":null,"result":null,"error":"exit 3: no space left","failureKind":"error","exitCode":3,"signal":null,\
        "worker":"worker-1","after":[],"attempts":[{"number":1,"token":4,"startedAt":"2026-11-21T03:36:50.123Z",\
        "finishedAt":"2026-11-21T03:36:51.623Z","durationMs":1500,"worker":"worker-1","error":"exit 3: no space left",\
        "failureKind":"error","exitCode":3,"signal":null,"userMs":null,"systemMs":null,"peakMemoryBytes":null}],"log":[]}

        """))
  }

  @Test func `a command that completed ended with 0, also after a failed attempt`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add --max-retries 1 --backoff fixed:1s true")
    try await sandbox.finishAll(Sandbox.failure)
    sandbox.clock.advance(milliseconds: 5000)
    try await sandbox.finishAll(.succeeded(result: nil, usage: nil))
    let output = await sandbox.run("show 1 --json").output
    #expect(output.split(separator: "\"exitCode\":").dropFirst().map { $0.prefix { $0 != "," } } == ["0", "3", "0"])
  }

  @Test func `a schedule has these keys in this order`() async throws {
    let sandbox = try Sandbox()
    try await sandbox.declare(
      """
      [jobs.b]
      command = ["ls"]
      [schedules.c]
      job = "b"
      cron = "0 2 * * *"
      [schedules.e]
      job = "b"
      every = "5m"
      enabled = false
      """)
    let run = await sandbox.run("schedules --json")
    #expect(
      run.lines == [
        """
        {"name":"c","owner":"ann","type":"b","trigger":{"kind":"cron","expression":"0 2 * * *","intervalMs":null,\
        "at":null,"timeZone":"UTC"},"enabled":true,"lastFire":null,"nextFire":"2026-11-22T02:00:00.000Z",\
        "fireCount":0,"missed":0,"skipped":0}
        """,
        """
        {"name":"e","owner":"ann","type":"b","trigger":{"kind":"every","expression":null,"intervalMs":300000,\
        "at":null,"timeZone":null},"enabled":false,"lastFire":null,"nextFire":null,"fireCount":0,"missed":0,"skipped":0}
        """,
      ])
  }

  @Test func `stats have these keys in this order`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add true")
    _ = await sandbox.run("pause --queue gpu")
    #expect(
      await sandbox.run("stats --json").output == """
        {"scheduled":0,"pending":1,"blocked":0,"running":0,"completed":0,"failed":0,"cancelled":0,"total":1,"dead":0,\
        "paused":false,"workers":0,"leader":null,"epoch":0,"types":{"command":{"scheduled":0,"pending":1,"blocked":0,\
        "running":0,"completed":0,"failed":0,"cancelled":0}},"pausedQueues":["gpu"],"pausedTypes":[]}

        """)
  }

  @Test func `an event has these keys in this order`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add true")
    _ = await sandbox.run("cancel 1")
    let lines = await sandbox.run("events --json").lines
    #expect(lines.count == 2)
    #expect(
      lines.first?.hasPrefix(
        """
        {"sequence":1,"time":"2026-11-21T03:36:50.123Z","kind":"job.enqueued","job":1,"schedule":null,"nominal":null,\
        "type":"command","queue":"default","attempt":null,"from":null,"to":"pending","worker":null,"epoch":null,"actor":
        """) == true)
    #expect(lines.last?.contains(#""kind":"job.cancelled","job":1,"#) == true)
  }

  private static var user: String { Actor.current(program: "daybook").user }
  private static var umask: Int { ProcessFacts.fileModeMask() }
}
