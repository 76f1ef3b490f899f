/// Why the console cannot be drawn here.
package struct TerminalError: Error, Sendable, CustomStringConvertible {
  /// The kind of failure, for code that decides; the message is for people.
  package struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Value: String {
      case noTerminal
      case cannotAddressCursor
      case cannotStart
      case system
    }

    private let value: Value
    package var description: String { value.rawValue }

    /// Neither standard input and output nor `/dev/tty` is a terminal.
    package static let noTerminal = Code(value: .noTerminal)
    /// The terminal type cannot place text, such as `dumb`.
    package static let cannotAddressCursor = Code(value: .cannotAddressCursor)
    /// ncurses knows no terminal type that would do.
    package static let cannotStart = Code(value: .cannotStart)
    /// A system call failed.
    package static let system = Code(value: .system)
  }

  package let code: Code
  package let message: String

  package init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
