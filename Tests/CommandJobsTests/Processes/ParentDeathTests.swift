import CommandJobs
import Foundation
import Journal
import Testing

/// What happens to children when their worker is killed, tried with workers in processes of their own.
struct ParentDeathTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  private func processID(in output: [UInt8]) throws -> Int32 {
    let text = String(decoding: output, as: UTF8.self)
    let line = text.split(separator: "\n").first { $0.hasPrefix("child ") }
    return try #require(line.flatMap { Int32($0.dropFirst("child ".count)) }, "no child in: \(text)")
  }

  @Test func `a running child dies with its worker`() async throws {
    let worker = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
      [directory = bench.directory as String] in
      let bench = try Workbench(in: directory)
      let process = try await bench.start(bench.specification(["sleep", "1000"]))
      FileHandle.standardOutput.write(Data("child \(process.identity.processID)\n".utf8))
      kill(getpid(), SIGKILL)
      _ = await process.result()
    }
    try await waitForEnd(of: try processID(in: try #require(worker).standardOutputContent))
  }

  @Test func `a child at its gate never runs when its worker dies`() async throws {
    let marker = bench.path("ran")
    let worker = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
      [directory = bench.directory as String, marker = marker as String] in
      let bench = try Workbench(in: directory)
      _ = try await bench.runner.spawn(bench.specification(["touch", marker])) { child in
        FileHandle.standardOutput.write(Data("child \(child.processID)\n".utf8))
        kill(getpid(), SIGKILL)
      }
    }
    try await waitForEnd(of: try processID(in: try #require(worker).standardOutputContent))
    #expect(!bench.exists("ran"))
  }

  @Test func `what a dead worker's child left running is found and killed`() async throws {
    let worker = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
      [directory = bench.directory as String] in
      let bench = try Workbench(in: directory)
      let process = try await bench.start(bench.specification(shell: "sleep 1000 & sleep 1000 & touch ready; wait"))
      _ = try await eventually("the background processes run") { bench.exists("ready") ? () : nil }
      let text = "child \(process.identity.processID)\nstart \(process.identity.startTime)\n"
      FileHandle.standardOutput.write(Data(text.utf8))
      kill(getpid(), SIGKILL)
      _ = await process.result()
    }
    let output = try #require(worker).standardOutputContent
    let leader = try processID(in: output)
    let start = String(decoding: output, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("start ") }
    let startTime = try #require(start.flatMap { UInt64($0.dropFirst("start ".count)) })
    try await waitForEnd(of: leader)
    // The kernel took the shell with the worker; its background processes live on.
    let identity = ChildIdentity(processID: leader, startTime: startTime)
    #expect(try RecordedGroup.kill(WorkerChild(identity)) == .killed(2))
    #expect(try RecordedGroup.kill(WorkerChild(identity)) == .alreadyGone)
  }
}
