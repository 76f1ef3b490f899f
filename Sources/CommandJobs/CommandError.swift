/// What cannot be run, started or ended, and why.
///
/// `message` says what happened, where, and what to do instead; it is safe to show to people.
package struct CommandError: Error, CustomStringConvertible {
  /// The sort of error; compare with the static members. New ones may be added.
  package struct Code: Hashable, Sendable {
    private enum Value {
      case invalidCommand, programNotFound, notExecutable, workingDirectory, tooLong, input, output, limits, user
      case notRecorded, parameter, system
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// The command has no words, or one that no program could receive.
    package static let invalidCommand = Code(.invalidCommand)
    /// No such program, or not in `PATH`.
    package static let programNotFound = Code(.programNotFound)
    /// The file is there and cannot be run.
    package static let notExecutable = Code(.notExecutable)
    /// The working directory cannot be entered.
    package static let workingDirectory = Code(.workingDirectory)
    /// Arguments and environment are larger than the system passes to a program.
    package static let tooLong = Code(.tooLong)
    /// Standard input cannot be opened.
    package static let input = Code(.input)
    /// The output file cannot be made.
    package static let output = Code(.output)
    /// A resource limit or nice value was refused.
    package static let limits = Code(.limits)
    /// The user is unknown, or this process may not act for it.
    package static let user = Code(.user)
    /// The child could not be recorded, so it was not allowed to run.
    package static let notRecorded = Code(.notRecorded)
    /// A word of the command names a parameter that does not exist.
    package static let parameter = Code(.parameter)
    /// The system has no more processes, memory or descriptors.
    package static let system = Code(.system)
  }

  /// The sort of error.
  package let code: Code
  /// What happened and what to do instead.
  package let message: String
  /// The error underneath, if one caused this.
  package let cause: (any Error)?

  package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  package var description: String { message }
}
