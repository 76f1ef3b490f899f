/// One thing that is wrong in a settings file, and where.
package struct SettingsProblem: Hashable, Sendable {
  package let file: String
  /// Counted from 1.
  package let line: Int
  /// Counted from 1 in Unicode scalars.
  package let column: Int
  /// What is wrong and what to write instead; one line, without the position.
  package let message: String

  package init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  init(file: String, at position: SettingsPosition, message: String) {
    self.init(file: file, line: position.line, column: position.column, message: message)
  }

  var position: SettingsPosition { SettingsPosition(line: line, column: column) }
}

extension SettingsProblem: CustomStringConvertible {
  /// The form that editors and terminals turn into a link: `daybook.toml:12:9: unknown key "comand"`.
  package var description: String { "\(file):\(line):\(column): \(message)" }
}
