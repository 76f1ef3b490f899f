import Foundation
import Glibc

/// A state directory of its own, with the shipped binary to work on it; what still runs at the end is stopped.
final class Sandbox {
  let root: String
  var state: String { root + "/state" }
  private var processes: [pid_t] = []

  init() throws {
    let parent = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    root = parent + "/daybook-e2e-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(
      atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    _ = try? daybook("down", "--now")
    for process in processes {
      kill(process, SIGKILL)
      _ = Program.wait(process)
    }
    try? FileManager.default.removeItem(atPath: root)
  }

  /// The environment of every command here; no jobs file of the machine's user leaks in.
  var environment: [String: String] {
    [
      "DAYBOOK_DIR": state, "XDG_CONFIG_HOME": root + "/config", "DAYBOOK_CONFIG": "", "LC_ALL": "C.UTF-8",
      "NO_COLOR": "", "TZ": "UTC",
    ]
  }

  @discardableResult
  func daybook(_ words: String..., input: String? = nil) throws -> Program.Result {
    try daybook(words, input: input)
  }

  @discardableResult
  func daybook(_ words: [String], input: String? = nil) throws -> Program.Result {
    try Program.run([Program.daybook] + words, environment: environment, input: input, directory: root)
  }

  /// Starts a headless worker in the foreground of nobody, and waits until it serves.
  ///
  /// - Parameter log: the file under the root that it logs to.
  @discardableResult
  func startWorker(_ words: String..., log: String = "worker.out") throws -> pid_t {
    let process = try Program.start(
      [Program.daybook, "--no-ui", "--log-format", "json"] + words, environment: environment,
      errors: root + "/" + log, directory: root)
    processes.append(process)
    try waitUntil("the worker serves", detail: { Program.read(self.root + "/" + log) }) {
      try workers().contains { $0.pid == process }
    }
    return process
  }

  /// A line of `workers --json`.
  struct ListedWorker: Decodable {
    var name: String
    var kind: String
    var pid: pid_t
    var slots: Int
    var leader: Bool
    var epoch: UInt64?
  }

  func workers() throws -> [ListedWorker] {
    try daybook("workers", "--json").lines.map { try JSONDecoder().decode(ListedWorker.self, from: Data($0.utf8)) }
  }

  /// A line of `events --json`.
  struct ListedEvent: Decodable {
    var sequence: UInt64
    var kind: String
    var job: UInt64?
    var schedule: String?
    var nominal: String?
    var attempt: Int?
    var worker: String?
    var epoch: UInt64?
  }

  func events() throws -> [ListedEvent] {
    try daybook("events", "--since", "0", "--json").lines
      .map { try JSONDecoder().decode(ListedEvent.self, from: Data($0.utf8)) }
  }

  /// Waits for a process that `startWorker` started.
  func end(_ process: pid_t) -> Int32 {
    processes.removeAll { $0 == process }
    return Program.wait(process)
  }

  var workerLog: String { Program.read(root + "/worker.out") }

  /// The path of a new file in the sandbox.
  func write(_ text: String, to name: String) throws -> String {
    let path = root + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}

struct TimedOut: Error, CustomStringConvertible {
  let description: String
}

/// Polls until the condition holds; terminals and processes give no better signal.
func waitUntil(
  _ what: String, seconds: Double = 20, every milliseconds: UInt32 = 20, detail: () -> String = { "" },
  _ condition: () throws -> Bool
) throws {
  let deadline = Date().addingTimeInterval(seconds)
  while Date() < deadline {
    if try condition() { return }
    usleep(milliseconds * 1000)
  }
  throw TimedOut(description: "\(what): not within \(seconds) s\n\(detail())")
}
