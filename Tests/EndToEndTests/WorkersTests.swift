import Foundation
import Glibc
import Testing

/// Several real workers on one directory, killed and stopped.
@Suite(.serialized)
struct WorkersTests {
  private static let hasty = """
    [scheduler]
    worker-timeout = "3s"
    leader-timeout = "3s"
    """

  @Test func `when the leader is killed, its children end and its jobs run again within a second`() throws {
    let sandbox = try Sandbox()
    let leader = try sandbox.startWorker("--concurrency", "2")
    let ledger = sandbox.root + "/ledger"
    let script = "echo $$ >> \(ledger); exec sleep 60"
    for _ in 0..<2 { _ = try sandbox.daybook("add", "--", "sh", "-c", script) }
    try waitUntil("both run") { Program.read(ledger).split(separator: "\n").count == 2 }
    let follower = try sandbox.startWorker("--concurrency", "2", log: "second.out")
    #expect(try sandbox.workers().map(\.leader) == [true, false])
    let children = Program.read(ledger).split(separator: "\n").compactMap { pid_t($0) }

    let killedAt = Date()
    kill(leader, SIGKILL)
    try waitUntil("both run again", every: 2) { Program.read(ledger).split(separator: "\n").count == 4 }
    let seconds = Date().timeIntervalSince(killedAt)
    #expect(seconds < 1, "took \(seconds) s")
    #expect(children.allSatisfy { Program.state(of: $0) == nil })
    _ = sandbox.end(leader)
    let workers = try sandbox.workers()
    #expect(workers.map(\.pid) == [follower])
    #expect(workers.first?.epoch == 2)
    let started = try sandbox.events().filter { $0.kind == "job.started" }
    #expect(started.map(\.attempt) == [1, 1, 2, 2])
  }

  @Test func `a follower that is killed loses its jobs to the leader`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker("--concurrency", "1")
    let follower = try sandbox.startWorker("--concurrency", "1", log: "second.out")
    let ledger = sandbox.root + "/ledger"
    let jobs = try (0..<2).map { _ in
      try sandbox.daybook("add", "--", "sh", "-c", "echo start >> \(ledger); sleep 2").lines[0]
    }
    try waitUntil("both run") { Program.read(ledger).split(separator: "\n").count == 2 }
    kill(follower, SIGKILL)
    _ = sandbox.end(follower)
    #expect(try sandbox.daybook(["wait"] + jobs + ["--timeout", "30s"]).status == 0)
    #expect(Program.read(ledger).split(separator: "\n").count == 3)
    #expect(try sandbox.workers().first?.epoch == 1)
  }

  @Test func `a stopped leader is replaced, and what it tries when it wakes is refused`() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(
      Self.hasty + """

        [jobs.tick]
        shell = true
        command = 'echo tick >> ticks'
        [schedules.tick]
        job = "tick"
        every = "1s"
        overlap = "allow"
        misfire = "skip"
        """, to: "daybook.toml")
    let leader = try sandbox.startWorker("--config", file, "--concurrency", "1")
    let ledger = sandbox.root + "/ledger"
    // The leader has one slot: it runs this, and the other one what comes after it.
    let script = "echo $$ $DAYBOOK_ATTEMPT >> \(ledger); [ $DAYBOOK_ATTEMPT -gt 1 ] || exec sleep 60"
    let job = try sandbox.daybook("add", "--priority", "20", "--", "sh", "-c", script).lines[0]
    try waitUntil("it runs") { !Program.read(ledger).isEmpty }
    let child = try #require(pid_t(Program.read(ledger).split(separator: " ")[0]))
    let second = try sandbox.startWorker("--config", file, log: "second.out")

    try waitUntil("it has fired") { try sandbox.events().contains { $0.kind == "schedule.fired" } }

    kill(leader, SIGSTOP)
    #expect(try sandbox.daybook("wait", job, "--timeout", "30s").status == 0)
    #expect(Program.state(of: child) == nil)
    #expect(try sandbox.workers().filter(\.leader).map(\.pid) == [second])
    kill(leader, SIGCONT)
    try waitUntil("the stopped one has joined again", detail: { sandbox.workerLog }) {
      try sandbox.workers().map(\.pid).sorted() == [leader, second].sorted()
    }
    try waitUntil("its late report was refused") {
      try sandbox.events().contains { $0.kind == "job.reportRefused" }
    }
    usleep(1_500_000)
    let events = try sandbox.events()
    #expect(events.filter { $0.kind == "leader.elected" }.map(\.epoch) == [1, 2])
    #expect(events.filter { $0.kind == "job.completed" && "\($0.job ?? 0)" == job.dropFirst() }.count == 1)
    // Each instant has fired once at most, whoever led, and each fire has run once.
    let fires = events.filter { $0.kind == "schedule.fired" }.compactMap(\.nominal)
    #expect(Set(fires).count == fires.count && fires.count >= 2)
    let epochs = events.filter { $0.kind == "schedule.fired" }.compactMap(\.epoch)
    #expect(epochs == epochs.sorted() && Set(epochs) == [1, 2])
    #expect(Program.read(ledger).split(separator: "\n").count == 2)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }

  @Test func `a job holds no descriptor of its worker`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let ledger = sandbox.root + "/ledger"
    try sandbox.daybook("add", "--", "sh", "-c", "echo $$ > \(ledger); exec sleep 60")
    try waitUntil("it sleeps") {
      guard let child = pid_t(Program.read(ledger).trimmingCharacters(in: .newlines)) else { return false }
      return Program.read("/proc/\(child)/comm") == "sleep\n"
    }
    let child = Program.read(ledger).trimmingCharacters(in: .newlines)
    let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/fd")
    #expect(descriptors.sorted() == ["0", "1", "2"])
  }

  @Test func `there is one background worker, others work beside it, and other options are not ignored`() throws {
    let sandbox = try Sandbox()
    let other = try sandbox.write("[jobs.a]\ncommand = [\"true\"]\n", to: "other.toml")
    let foreground = try sandbox.startWorker()
    #expect(try sandbox.daybook("down").status == 4)
    #expect(try sandbox.daybook("up").status == 0)
    #expect(try sandbox.daybook("up").status == 0)
    #expect(try sandbox.workers().map(\.kind) == ["--no-ui", "daybook up"])
    for words in [["up", "--config", other], ["up", "--concurrency", "7"]] {
      let refused = try sandbox.daybook(words)
      #expect(refused.status == 4)
      #expect(refused.errors.contains("down"), "\(refused.errors)")
    }
    #expect(try sandbox.daybook("down").status == 0)
    #expect(try sandbox.workers().map(\.pid) == [foreground])
    #expect(try sandbox.daybook("up", "--config", other, "--concurrency", "7").status == 0)
    #expect(try sandbox.daybook("up", "--config", other, "--concurrency", "7").status == 0)
    #expect(try sandbox.workers().map(\.slots) == [5, 7])
  }

  @Test func `workers with the same jobs file agree`() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(
      """
      [jobs.tick]
      command = ["true"]
      [schedules.tick]
      job = "tick"
      every = "1h"
      """, to: "daybook.toml")
    try sandbox.startWorker("--config", file)
    let before = try sandbox.events().count
    try sandbox.startWorker("--config", file, log: "second.out")
    try sandbox.startWorker("--config", file, log: "third.out")
    #expect(try sandbox.events().dropFirst(before).map(\.kind) == ["worker.joined", "worker.joined"])
    #expect(try sandbox.daybook("status").output.contains("leads (epoch 1)"))
  }
}
