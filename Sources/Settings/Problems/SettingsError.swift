/// A settings file that cannot be used, with everything found wrong in it.
package struct SettingsError: Error, Hashable, Sendable {
  /// What kind of failure this is.
  package struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String {
      case unreadable, syntax, invalid
    }

    private let kind: Kind

    /// The bytes are no settings text: not UTF-8, too large, or holding a forbidden character.
    package static let unreadable = Code(kind: .unreadable)
    /// The text is not TOML.
    package static let syntax = Code(kind: .syntax)
    /// The text is TOML, but its keys or values are not those the reader asked for.
    package static let invalid = Code(kind: .invalid)

    package var description: String { kind.rawValue }
  }

  /// The number of problems `message` spells out; the rest are counted.
  package static let messageLimit = 20

  package let code: Code
  /// At least one problem, in the order of the file.
  package let problems: [SettingsProblem]

  package init(_ code: Code, _ problems: [SettingsProblem]) {
    precondition(!problems.isEmpty, "a settings error without a problem")
    self.code = code
    self.problems = problems
  }

  init(_ code: Code, file: String, at position: SettingsPosition, _ message: String) {
    self.init(code, [SettingsProblem(file: file, at: position, message: message)])
  }

  /// The problems, one a line, each with its position.
  package var message: String {
    var lines = problems.prefix(Self.messageLimit).map(\.description)
    if problems.count > Self.messageLimit {
      lines.append("and \(problems.count - Self.messageLimit) more")
    }
    return lines.joined(separator: "\n")
  }
}

extension SettingsError: CustomStringConvertible {
  package var description: String { message }
}
