import CommandJobs
import Daybook
import Glibc

/// A beanstalkd of our own that syncs every change, and a client that drains it as fast as the protocol allows.
struct BeanstalkdPeer {
  /// Commands sent before their answers are read.
  private static let pipeline = 500

  private let program: String
  private let count: Int

  /// Nil where beanstalkd is not installed.
  init?(count: Int) {
    let path = ProcessFacts.environment()["PATH"]
    guard let program = try? ProgramSearch.resolve("beanstalkd", path: path, directory: "/", forOtherUser: false) else {
      return nil
    }
    self.program = program
    self.count = count
  }

  /// Jobs a second that are reserved and deleted.
  func drain(in directory: String) async throws -> Double {
    let log = "\(directory)/beanstalkd-\(SystemRandom().next(below: .max))"
    guard mkdir(log, 0o700) == 0 else { throw DaybookError(.storage, "cannot make \(log)") }
    let port = try LineConnection.freePort()
    let runner = try SystemProcessRunner()
    let specification = ProcessSpecification(
      arguments: [program, "-l", "127.0.0.1", "-p", "\(port)", "-b", log, "-f", "0"],
      environment: ProcessFacts.environment(), workingDirectory: directory, outputPath: "\(log).out")
    let process = try await runner.spawn(specification) { _ in }
    defer { process.requestTermination(grace: .seconds(1)) }
    let connection = try await LineConnection(port: port)
    let payload = String(repeating: "a", count: 100)
    try inBatches { batch in
      try connection.send(String(repeating: "put 0 0 60 100\r\n\(payload)\r\n", count: batch))
      for _ in 0..<batch { try Self.expect("INSERTED", in: connection.line()) }
    }
    return try await rate(of: count) {
      try inBatches { batch in
        try connection.send(String(repeating: "reserve\r\n", count: batch))
        var deletions = ""
        for _ in 0..<batch {
          let words = try connection.line().split(separator: " ")
          guard words.count == 3, words[0] == "RESERVED" else { throw Self.surprise(words.joined(separator: " ")) }
          _ = try connection.line()
          deletions += "delete \(words[1])\r\n"
        }
        try connection.send(deletions)
        for _ in 0..<batch { try Self.expect("DELETED", in: connection.line()) }
      }
    }
  }

  private func inBatches(_ body: (Int) throws -> Void) throws {
    for start in stride(from: 0, to: count, by: Self.pipeline) { try body(min(Self.pipeline, count - start)) }
  }

  private static func expect(_ word: String, in line: String) throws(DaybookError) {
    if !line.hasPrefix(word) { throw surprise(line) }
  }

  private static func surprise(_ line: String) -> DaybookError {
    DaybookError(.refused, "beanstalkd answered \"\(line)\"")
  }
}
