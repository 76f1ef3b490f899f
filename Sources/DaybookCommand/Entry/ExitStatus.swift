package import Daybook

/// How the process ends; thrown by a command that has already said what there was to say.
package struct ExitStatus: Error, Hashable, Sendable {
  /// The code for the shell.
  package let code: Int32

  package init(_ code: Int32) { self.code = code }

  /// All went well.
  package static let done = ExitStatus(0)
  /// What was asked for was tried, and failed.
  package static let failed = ExitStatus(1)
  /// The command line or a file it names is wrong.
  package static let usage = ExitStatus(2)
  /// No such job, schedule or type.
  package static let notFound = ExitStatus(3)
  /// Not possible in this state.
  package static let refused = ExitStatus(4)
  /// The journal is damaged.
  package static let corrupt = ExitStatus(5)
  /// The disk or the directory refused.
  package static let storage = ExitStatus(6)
  /// `wait --timeout` ran out.
  package static let timedOut = ExitStatus(124)
  /// Whoever read standard output went away; what a shell reports for death by SIGPIPE.
  package static let outputClosed = ExitStatus(141)

  /// The code for an error of the scheduler.
  package init(_ error: DaybookError) {
    switch error.code {
    case .invalidInput: self = .usage
    case .notFound: self = .notFound
    case .invalidTransition, .conflict, .refused, .closed: self = .refused
    case .corrupt: self = .corrupt
    case .storage, .outcomeUnknown: self = .storage
    default: self = .failed
    }
  }

  /// The code for a child that ended with `exitCode` or by `signal`, as a shell reports it.
  package init(exitCode: Int32?, signal: Int32?) {
    if let signal { self.init(128 + signal) } else { self.init(exitCode ?? 1) }
  }
}
