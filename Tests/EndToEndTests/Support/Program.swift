import Foundation
import Glibc

/// Runs programs and waits for them; output goes through files, so that a background child holding a pipe hangs nobody.
enum Program {
  struct Result: Sendable {
    var status: Int32
    var output: String
    var errors: String

    /// The output's lines, without the last line break.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The shipped binary: `$DAYBOOK_BINARY`, or the one built beside the tests.
  static let daybook: String = {
    if let named = ProcessInfo.processInfo.environment["DAYBOOK_BINARY"] { return named }
    return (CommandLine.arguments[0] as NSString).deletingLastPathComponent + "/daybook"
  }()

  /// Starts a program without waiting for it.
  static func start(
    _ words: [String], environment: [String: String] = [:], input: String? = nil, output: String = "/dev/null",
    errors: String = "/dev/null", directory: String? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = directory.map { ["env", "-C", $0] + words } ?? words
    var arguments = words.map { strdup($0) } + [nil]
    let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var variables = all.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, words[0], &actions, &attributes, &arguments, &variables)
    guard failure == 0 else {
      throw CocoaError(.executableNotLoadable, userInfo: ["words": words.joined(separator: " ")])
    }
    return process
  }

  /// Waits for a process; 128 + n for death by signal n.
  static func wait(_ process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
  }

  /// Runs a program to its end.
  static func run(
    _ words: [String], environment: [String: String] = [:], input: String? = nil, directory: String? = nil
  ) throws -> Result {
    let base = NSTemporaryDirectory() + "/daybook-run-" + UUID().uuidString
    let paths = ["in", "out", "err"].map { "\(base).\($0)" }
    defer { for path in paths { unlink(path) } }
    if let input { try Data(input.utf8).write(to: URL(fileURLWithPath: paths[0])) }
    let process = try start(
      words, environment: environment, input: input == nil ? nil : paths[0], output: paths[1], errors: paths[2],
      directory: directory)
    let status = wait(process)
    return Result(status: status, output: read(paths[1]), errors: read(paths[2]))
  }

  /// A process's state, such as `S` or `T`; nil when it is gone or has only to be collected.
  static func state(of process: pid_t) -> Character? {
    let text = read("/proc/\(process)/stat")
    let state = text.split(separator: ")").last?.first { $0 != " " }
    return state == "Z" ? nil : state
  }

  /// A file's text; empty when there is none.
  static func read(_ path: String) -> String {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
