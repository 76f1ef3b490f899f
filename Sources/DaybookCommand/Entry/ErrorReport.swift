package import ArgumentParser
import CommandJobs
import Cron
import Daybook
import Journal
import Settings

/// What an error says on standard error, and the code the process ends with.
package struct ErrorReport: Hashable, Sendable {
  /// One or more lines without the leading `daybook: `; empty when everything has been said.
  package let message: String
  package let status: ExitStatus

  /// Explains any error that a command throws.
  ///
  /// - Parameter path: the command's words, `daybook` first, for the hint after a usage error.
  package init(_ error: any Error, path: [String], root: any ParsableCommand.Type) {
    switch error {
    case let status as ExitStatus: self.init(message: "", status: status)
    case let error as CommandWordError: self.init(usage: error.message, path: ["daybook"] + error.path)
    case let error as DaybookError: self.init(message: error.message, status: ExitStatus(error))
    case let error as JournalError: self.init(DaybookError(wrapping: error), path: path, root: root)
    case let error as CommandError: self.init(message: error.message, status: .storage)
    case let error as SettingsError: self.init(message: error.message, status: .usage)
    case let error as CronError: self.init(message: "\(error)", status: .usage)
    case let exit as ExitCode: self.init(message: "", status: ExitStatus(exit.rawValue))
    default: self.init(parserError: error, path: path, root: root)
    }
  }

  private init(message: String, status: ExitStatus) {
    self.message = message
    self.status = status
  }

  private init(parserError error: any Error, path: [String], root: any ParsableCommand.Type) {
    let message = root.message(for: error)
    guard root.exitCode(for: error) == .validationFailure else {
      self.init(message: message, status: .failed)
      return
    }
    self.init(usage: message.prefix(1).lowercased() + message.dropFirst(), path: path)
  }

  private init(usage message: String, path: [String]) {
    let end = message.hasSuffix("?") || message.hasSuffix(".") ? "" : "."
    self.init(message: "\(message)\(end) See: \(path.joined(separator: " ")) --help", status: .usage)
  }
}
