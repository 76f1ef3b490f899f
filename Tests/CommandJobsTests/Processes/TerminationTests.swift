import CommandJobs
import Foundation
import Testing

struct TerminationTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  /// Starts a script and waits until it has made the file `ready`.
  private func startAndWait(_ script: String) async throws -> any RunningProcess {
    let process = try await bench.start(bench.specification(shell: script))
    _ = try await eventually("the script is ready") { bench.exists("ready") ? () : nil }
    return process
  }

  @Test func `TERM lets a program clean up`() async throws {
    let process = try await startAndWait("trap 'echo bye; exit 7' TERM; touch ready; while :; do sleep 0.01; done")
    let result = await process.terminate(grace: .seconds(60))
    #expect(result.exitCode == 7)
    #expect(result.isGroupEmpty && result.leftoverProcesses == 0)
    #expect(bench.text("output-1").hasSuffix("bye\n"))
  }

  @Test func `a program that ignores TERM is killed after the grace`() async throws {
    let process = try await startAndWait("trap '' TERM; touch ready; while :; do sleep 0.01; done")
    let start = ContinuousClock.now
    let result = await process.terminate(grace: .milliseconds(100))
    #expect(result.signal == SIGKILL && result.isGroupEmpty)
    #expect(ContinuousClock.now - start >= .milliseconds(100))
  }

  @Test func `the whole group is ended`() async throws {
    let process = try await startAndWait("(trap '' TERM; sleep 1000) & echo $! > inner; sleep 1000 & touch ready; wait")
    let inner = try await bench.processID(in: "inner")
    let result = await process.terminate(grace: .milliseconds(50))
    #expect(result.signal == SIGTERM && result.isGroupEmpty)
    #expect(result.leftoverProcesses == 0, "they were asked to end with the others")
    #expect(!isAlive(inner))
  }

  @Test func `a stopped program is ended`() async throws {
    let process = try await startAndWait("trap 'exit 5' TERM; touch ready; kill -STOP $$; sleep 1000 & wait")
    let result = await process.terminate(grace: .seconds(60))
    #expect(result.exitCode == 5)
  }

  @Test func `members in another group of the session are ended`() async throws {
    let script = "set -m; (trap '' TERM; sleep 1000) & echo $! > inner; set +m; wait"
    let process = try await bench.start(bench.specification(["bash", "-c", script]))
    let inner = try await bench.processID(in: "inner")
    #expect(getpgid(inner) == inner)
    let result = await process.terminate(grace: .milliseconds(50))
    #expect(result.isGroupEmpty)
    #expect(!isAlive(inner))
  }

  @Test func `background processes of a program that ended are ended and counted`() async throws {
    let (result, output) = try await bench.run(shell: "sleep 1000 & sleep 1000 & echo done")
    #expect(result.exitCode == 0 && result.leftoverProcesses == 2 && result.isGroupEmpty)
    #expect(output == "done\n")
  }

  @Test func `a background process that ignores TERM is killed after its grace`() async throws {
    var specification = bench.specification(
      shell: "(trap '' TERM; touch ready; sleep 1000) & echo $! > inner; until [ -e ready ]; do :; done")
    specification.leftoverGrace = .milliseconds(30)
    let result = try await bench.run(specification)
    #expect(result.exitCode == 0 && result.leftoverProcesses >= 1 && result.isGroupEmpty)
    #expect(!isAlive(try await bench.processID(in: "inner")))
  }

  @Test func `a background process in another group that holds the output is ended`() async throws {
    let result = try await bench.run(bench.specification(["bash", "-c", "set -m; sleep 1000 & echo $! > inner"]))
    #expect(result.leftoverProcesses == 1)
    #expect(!isAlive(try await bench.processID(in: "inner")))
  }

  @Test func `a daemon in a session of its own is neither waited for nor ended`() async throws {
    // Documented: starting a session of one's own is how a job leaves something running on purpose.
    let (result, output) = try await bench.run(
      shell: "setsid sh -c 'echo $$ > inner; exec sleep 1000' & until [ -s inner ]; do :; done; echo done")
    let daemon = try await bench.processID(in: "inner")
    #expect(result.exitCode == 0 && result.leftoverProcesses == 0 && result.isGroupEmpty)
    #expect(output == "done\n")
    #expect(isAlive(daemon))
    kill(daemon, SIGKILL)
  }

  @Test func `ending twice and ending what has ended is harmless`() async throws {
    let process = try await bench.start(bench.specification(["sleep", "1000"]))
    process.requestTermination(grace: .seconds(60))
    process.requestTermination(grace: .zero)
    let result = await process.result()
    #expect(result.signal == SIGTERM || result.signal == SIGKILL)
    process.requestTermination(grace: .zero)
    #expect(await process.result() == result)
  }

  @Test func `many are ended at once`() async throws {
    var processes: [any RunningProcess] = []
    for _ in 0..<40 { processes.append(try await bench.start(bench.specification(["sleep", "1000"]))) }
    for process in processes { process.requestTermination(grace: .seconds(60)) }
    for process in processes { #expect(await process.result().signal == SIGTERM) }
  }
}
