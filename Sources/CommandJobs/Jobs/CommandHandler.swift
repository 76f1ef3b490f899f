package import Daybook

/// Runs command jobs: declared ones by their definition, ad-hoc ones by their payload.
package struct CommandHandler: JobHandler {
  /// The worker's list of running children, which whoever takes its jobs back kills first.
  package protocol ChildRecord: Sendable {
    /// Called before the child becomes the program; when it throws, the program never runs.
    func add(_ child: ChildIdentity) throws -> Int
    func remove(_ slot: Int)
  }

  private let runner: any ProcessRunner
  private let children: any ChildRecord
  /// The state directory; absolute.
  private let directory: String
  /// The worker's environment, which declared commands inherit.
  private let environment: [String: String]

  package init(
    runner: any ProcessRunner, children: any ChildRecord, directory: String, environment: [String: String]
  ) {
    self.runner = runner
    self.children = children
    self.directory = directory
    self.environment = environment
  }

  package func run(_ attempt: AttemptContext) async -> AttemptOutcome {
    let report = AttemptReport()
    let slot = Slot()
    // Also after a failed start: the child was recorded before it could fail to become the program.
    defer { if let number = slot.number { children.remove(number) } }
    do {
      let specification = try specification(of: attempt, report)
      let process = try await runner.spawn(specification) { [children] child in slot.number = try children.add(child) }
      let result = await follow(process, attempt)
      // What could not be killed stays on record, so that it is looked for before the job runs again.
      if !result.isGroupEmpty { slot.number = nil }
      return report.outcome(result)
    } catch let error as DaybookError {
      return .discarded(Failure(kind: .invalidPayload, message: error.message), usage: nil)
    } catch {
      return .failed(Failure(kind: .notStarted, message: "\(error)"), usage: nil)
    }
  }

  /// Where an attempt's output goes: one file per attempt, named by its token.
  package static func outputPath(directory: String, token: UInt64) -> String { "\(directory)/output/\(token).log" }

  /// Waits for the end; a cancelled task ends the whole process group, with TERM and after the grace period KILL.
  private func follow(_ process: any RunningProcess, _ attempt: AttemptContext) async -> CommandResult {
    await withTaskCancellationHandler {
      await process.result()
    } onCancel: {
      process.requestTermination(grace: .milliseconds(attempt.claimed.graceMilliseconds))
    }
  }

  private func specification(
    of attempt: AttemptContext, _ report: AttemptReport
  ) throws -> ProcessSpecification {
    let command = try CommandPlan(attempt, environment: environment, directory: directory)
    let variables = CommandEnvironment(
      job: attempt.job.rawValue, attempt: attempt.claimed.attempt, token: attempt.claimed.token,
      directory: directory, payload: command.passedPayload)
    var specification = ProcessSpecification(
      arguments: command.arguments, environment: variables.variables(over: command.environment),
      workingDirectory: command.workingDirectory, input: command.input,
      outputPath: Self.outputPath(directory: directory, token: attempt.claimed.token)
    ) { directive in report.note(directive, attempt) }
    specification.fileMask = command.fileMask
    return specification
  }
}

/// Carries the child's slot out of the closure that records it; written before `spawn` returns and read after it.
private final class Slot: @unchecked Sendable {
  var number: Int?
}
