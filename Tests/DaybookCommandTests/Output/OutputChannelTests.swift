import DaybookCommand
import Foundation
import Testing

/// What goes to which stream, and in which dress.
struct OutputChannelTests {
  @Test func `results and talk go to different streams`() async throws {
    let run = try await Sandbox().run("add true")
    #expect(run.output == "#1\n")
    #expect(run.talk == "queued 1; nothing is running jobs: daybook up\n")
  }

  @Test func `colour only on a terminal, and never with NO_COLOR`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add true")
    #expect(await !sandbox.run("jobs").output.contains("\u{1B}"))
    #expect(await sandbox.run("jobs", onTerminal: true).output.contains("\u{1B}[1m#1\u{1B}[0m"))
    #expect(await sandbox.run("jobs --color always").output.contains("\u{1B}"))
    #expect(await !sandbox.run("jobs --color never", onTerminal: true).output.contains("\u{1B}"))
    sandbox.set("NO_COLOR", "1")
    #expect(await !sandbox.run("jobs", onTerminal: true).output.contains("\u{1B}"))
  }

  @Test func `a reader that went away ends the command quietly`() async throws {
    let sandbox = try Sandbox()
    _ = await sandbox.run("add true")
    let talk = Collector()
    var context = sandbox.context(Collector(), talk)
    context.output = TextOutput(isTerminal: false, columns: 80) { _ in throw ExitStatus.outputClosed }
    #expect(await CommandRunner(context: context).run(["jobs"]) == .outputClosed)
    #expect(await CommandRunner(context: context).run(["--help"]) == .outputClosed)
    #expect(talk.text.isEmpty)
  }

  @Test func `a full disk is an error of storage`() async throws {
    let full = open("/dev/full", O_WRONLY)
    defer { close(full) }
    try #require(full >= 0)
    let sandbox = try Sandbox()
    var context = sandbox.context()
    context.output = .descriptor(full)
    #expect(await CommandRunner(context: context).run(["stats"]) == .storage)
  }

  @Test func `without a terminal daybook alone prints the counts and is a usage error`() async throws {
    let run = try await Sandbox().run("")
    #expect(run.status == 2)
    #expect(run.output.contains("pending 0"))
    #expect(run.talk.contains("--no-ui"))
  }
}
