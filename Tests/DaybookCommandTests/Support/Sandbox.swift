import Daybook
import DaybookCommand
import Foundation
import Journal
import Synchronization

/// Commands run in this process against a journal in memory and a directory of their own.
final class Sandbox: Sendable {
  /// What a command line printed and how it ended.
  struct Run: Equatable {
    var status: Int32
    var output: String
    var talk: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// 2026-11-21T03:36:50.123Z, which the sandbox's clock shows until it is moved.
  static let start = Timestamp(milliseconds: 1_795_232_210_123)

  let directory: String
  let clock = StoppedClock(Sandbox.start)
  private let log = MemoryLog()
  private let variables = Mutex<[String: String]>([:])

  init() throws {
    directory = NSTemporaryDirectory() + "daybook-command-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    variables.withLock { $0 = ["HOME": directory, "DAYBOOK_DIR": directory, "PATH": "/usr/bin:/bin"] }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func set(_ name: String, _ value: String?) { variables.withLock { $0[name] = value } }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(directory)/\(name)", atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8) }

  /// Runs a command line written as one text, split at blanks.
  func run(_ line: String, input: String = "", onTerminal: Bool = false) async -> Run {
    await run(line.split(separator: " ").map(String.init), input: input, onTerminal: onTerminal)
  }

  func run(_ words: [String], input: String = "", onTerminal: Bool = false) async -> Run {
    let (output, talk) = (Collector(), Collector())
    let context = context(output, talk, input: input, onTerminal: onTerminal)
    let status = await CommandRunner(context: context).run(words)
    return Run(status: status.code, output: output.text, talk: talk.text)
  }

  /// An engine on the same journal, to arrange what a command finds.
  func engine() throws -> Engine {
    try Engine.open(actor: Actor(user: "ann", host: "test", program: "tests"), time: clock) { [log] in log.open() }
  }

  func context(
    _ output: Collector = Collector(), _ talk: Collector = Collector(), input: String = "", onTerminal: Bool = false
  ) -> CommandContext {
    let rest = Mutex(Array(input.utf8))
    return CommandContext(
      environment: variables.withLock { $0 }, workingDirectory: directory,
      output: TextOutput(isTerminal: onTerminal, columns: 80) { output.append($0) },
      talk: TextOutput(isTerminal: onTerminal, columns: 80) { talk.append($0) },
      input: TextInput(isTerminal: onTerminal) {
        rest.withLock { bytes in
          defer { bytes = [] }
          return bytes
        }
      },
      time: clock,
      openEngine: { [log, clock] _, actor, _, _, _, _ in
        try Engine.open(actor: actor, time: clock) { log.open() }
      })
  }
}

/// What was written to a stream.
final class Collector: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  func append(_ more: [UInt8]) { bytes.withLock { $0 += more } }

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }
}

/// A clock that moves only when told to.
final class StoppedClock: TimeSource {
  private let time: Mutex<Timestamp>

  init(_ time: Timestamp) { self.time = Mutex(time) }

  func now() -> Timestamp { time.withLock { $0 } }
  func monotonicMilliseconds() -> Int64 { now().milliseconds }
  func advance(milliseconds: Int64) { time.withLock { $0 = $0.adding(milliseconds: milliseconds) } }
  func sleep(untilMonotonic milliseconds: Int64) async throws {
    time.withLock { $0 = Timestamp(milliseconds: max($0.milliseconds, milliseconds)) }
  }
}
