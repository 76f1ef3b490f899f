import CommandJobs
import Foundation
import Synchronization

/// A temporary directory and a runner for the commands of one test.
final class Workbench: Sendable {
  let directory: String
  let runner: SystemProcessRunner
  private let files = Atomic<Int>(0)

  /// - Parameter parent: where to make the directory; a worker that will be killed uses one that its test removes.
  init(in parent: String? = nil) throws {
    let parent = parent.map { URL(filePath: $0) } ?? FileManager.default.temporaryDirectory
    let path = parent.appending(path: "command-jobs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: false)
    directory = path.path
    runner = try SystemProcessRunner()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory)
  }

  static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"]

  func path(_ name: String) -> String { "\(directory)/\(name)" }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func bytes(_ name: String) -> [UInt8] { FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) } ?? [] }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  func specification(_ arguments: [String]) -> ProcessSpecification {
    let number = files.add(1, ordering: .relaxed).newValue
    return ProcessSpecification(
      arguments: arguments,
      environment: Self.environment,
      workingDirectory: directory,
      outputPath: path("output-\(number)")
    )
  }

  func specification(shell script: String) -> ProcessSpecification {
    specification(["/bin/sh", "-c", script])
  }

  func start(_ specification: ProcessSpecification) async throws -> any RunningProcess {
    try await runner.spawn(specification) { _ in }
  }

  func run(_ specification: ProcessSpecification) async throws -> CommandResult {
    try await start(specification).result()
  }

  /// Runs a shell script and returns its result and its output.
  func run(shell script: String) async throws -> (result: CommandResult, output: String) {
    let specification = specification(shell: script)
    let result = try await run(specification)
    return (result, output(of: specification))
  }

  func output(of specification: ProcessSpecification) -> String {
    String(decoding: FileManager.default.contents(atPath: specification.outputPath) ?? Data(), as: UTF8.self)
  }

  /// The process number that a script wrote to a file.
  func processID(in name: String) async throws -> Int32 {
    try await eventually("\(name) holds a process number") {
      Int32(text(name).trimmingCharacters(in: .whitespacesAndNewlines))
    }
  }
}

struct NeverHappened: Error, CustomStringConvertible {
  let description: String
}

/// Waits until `value` gives something; fails after twenty seconds.
func eventually<T>(_ what: String, _ value: () throws -> T?) async throws -> T {
  let deadline = ContinuousClock.now + .seconds(20)
  while ContinuousClock.now < deadline {
    if let value = try value() { return value }
    try await Task.sleep(for: .milliseconds(2))
  }
  throw NeverHappened(description: "waited in vain until \(what)")
}

/// Whether a process runs; one that ended and was not collected does not.
func isAlive(_ processID: Int32) -> Bool {
  guard let stat = FileManager.default.contents(atPath: "/proc/\(processID)/stat") else { return false }
  let fields = String(decoding: stat, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
  return fields.first.map { $0 != "Z" && $0 != "X" } ?? false
}

func waitForEnd(of processID: Int32) async throws {
  try await eventually("process \(processID) has ended") { isAlive(processID) ? nil : () }
}

/// Runs `body` and returns the command error it throws.
func commandError(_ body: () async throws -> Void) async -> CommandError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? CommandError
  }
}
