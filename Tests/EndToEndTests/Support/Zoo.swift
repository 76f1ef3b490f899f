import Foundation
import Glibc

/// Several workers on one directory that are killed and stopped at random while jobs are added; afterwards everybody
/// recovers, all work is done, and the histories are compared.
///
/// Jobs write `start JOB TOKEN` and `finish JOB TOKEN` to one file, each line in a single append, so that the file is in the
/// order in which things happened, whatever the journal says.
final class Zoo {
  static let workerCount = 5
  private static let jobsFile = """
    [scheduler]
    worker-timeout = "3s"
    leader-timeout = "3s"
    concurrency = 3

    [jobs.tick]
    shell = true
    command = 'echo "start $DAYBOOK_JOB_ID $DAYBOOK_TOKEN" >> LEDGER; sleep 0.05; echo "finish $DAYBOOK_JOB_ID $DAYBOOK_TOKEN" >> LEDGER'
    max-retries = 50

    [schedules.tick]
    job = "tick"
    every = "500ms"
    overlap = "allow"
    misfire = "skip"
    """

  let sandbox: Sandbox
  /// Ids of the jobs that `add` has acknowledged.
  private(set) var acknowledged: [UInt64] = []
  /// What was done to whom, for the message of a failure.
  private(set) var story: [String] = []
  private let file: String
  private var workers: [pid_t] = []
  private var generator: SplitMix
  private var count = 0

  var ledger: String { sandbox.root + "/ledger" }

  init(seed: UInt64) throws {
    sandbox = try Sandbox()
    generator = SplitMix(state: seed)
    file = try sandbox.write(
      Self.jobsFile.replacingOccurrences(of: "LEDGER", with: sandbox.root + "/ledger"), to: "daybook.toml")
    for _ in 0..<Self.workerCount { try startWorker() }
  }

  /// Adds jobs, kills and stops workers for so long.
  func run(seconds: Double) throws {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      try addJobs(1 + draw(5))
      switch draw(8) {
      case 0: try stopLeader(until: end)
      case 1, 2: try killWorker()
      default: usleep(UInt32(draw(200_000)))
      }
    }
  }

  /// Everybody recovers: waits until all acknowledged jobs are done, and until nothing happens any more.
  func settle() throws {
    for worker in workers { kill(worker, SIGCONT) }
    let words = ["wait"] + acknowledged.map { "#\($0)" } + ["--timeout", "120s"]
    let result = try sandbox.daybook(words)
    guard result.status == 0 else { throw TimedOut(description: "not all jobs were done: \(result.errors)") }
    try sandbox.daybook("schedule", "disable", "tick")
    try waitUntil("nothing waits or runs", seconds: 60) {
      try ["pending", "running", "scheduled", "blocked"].allSatisfy { state in
        try sandbox.daybook("jobs", "--where", "state:\(state)", "--json").lines.isEmpty
      }
    }
  }

  private func startWorker() throws {
    count += 1
    workers.append(try sandbox.startWorker("--config", file, log: "worker-\(count).out"))
  }

  private func addJobs(_ number: Int) throws {
    for _ in 0..<number {
      let pause = "0.\(draw(4))"
      let script =
        "echo \"start $DAYBOOK_JOB_ID $DAYBOOK_TOKEN\" >> \(ledger); sleep \(pause); "
        + "echo \"finish $DAYBOOK_JOB_ID $DAYBOOK_TOKEN\" >> \(ledger)"
      let added = try sandbox.daybook("add", "--max-retries", "50", "--", "sh", "-c", script)
      // What was not acknowledged may or may not be there.
      acknowledged += added.lines.compactMap { UInt64($0.dropFirst()) }
    }
  }

  private func killWorker() throws {
    let worker = workers.remove(at: draw(workers.count))
    story.append("kill \(worker)")
    kill(worker, SIGKILL)
    _ = sandbox.end(worker)
    try startWorker()
  }

  /// Stops the leader for one and a half timeouts, while the others go on.
  private func stopLeader(until end: Date) throws {
    guard let leader = try sandbox.workers().first(where: \.leader)?.pid else { return }
    story.append("stop \(leader)")
    kill(leader, SIGSTOP)
    let wake = min(Date().addingTimeInterval(4.5), end.addingTimeInterval(4.5))
    while Date() < wake {
      try addJobs(1)
      usleep(100_000)
    }
    kill(leader, SIGCONT)
  }

  private func draw(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
}

/// SplitMix64: the same draws for the same seed.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
