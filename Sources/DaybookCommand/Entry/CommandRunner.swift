import ArgumentParser
import Console
import Daybook

/// Runs one command line: rewrite, parse, run, report.
package struct CommandRunner: Sendable {
  private let context: CommandContext

  package init(context: CommandContext) { self.context = context }

  /// Runs the command that `words` (without the program's name) ask for.
  ///
  /// Results and help go to standard output, errors as `daybook: message` to standard error.
  package func run(_ words: [String]) async -> ExitStatus {
    var path = ["daybook"]
    do {
      try refuseBorrowedPrivileges()
      let line = try ArgumentRewriter(root: CommandTree(RootCommand.self)).rewrite(words)
      path += line.path
      try await CommandContext.$current.withValue(context) { try await Self.execute(line.words) }
      return .done
    } catch {
      return report(error, path: path)
    }
  }

  @concurrent
  private static func execute(_ words: [String]) async throws {
    var command = try RootCommand.parseAsRoot(words)
    if var command = command as? any AsyncParsableCommand {
      try await command.run()
    } else {
      try command.run()
    }
  }

  /// A set-user-id copy would run anybody's commands as its owner.
  private func refuseBorrowedPrivileges() throws {
    guard context.hasBorrowedPrivileges else { return }
    throw DaybookError(
      .refused, "refusing to run set-user-id or set-group-id: take the bit off the program (chmod u-s,g-s)")
  }

  private func report(_ error: any Error, path: [String]) -> ExitStatus {
    if RootCommand.exitCode(for: error).isSuccess, !(error is ExitStatus) {
      return write(RootCommand.fullMessage(for: error, columns: context.output.columns))
    }
    let report = ErrorReport(error, path: path, root: RootCommand.self)
    if !report.message.isEmpty {
      // Messages quote what users and jobs wrote; some have a second line with a caret.
      let lines = report.message.split(separator: "\n", omittingEmptySubsequences: false).map {
        SafeText.line(String($0))
      }
      try? context.talk.write("daybook: \(lines.joined(separator: "\n"))\n")
    }
    return report.status
  }

  private func write(_ help: String) -> ExitStatus {
    do {
      try context.output.write(help.hasSuffix("\n") ? help : help + "\n")
      return .done
    } catch {
      return error as? ExitStatus ?? .storage
    }
  }
}
