/// A place in a settings file: line and column, both counted from 1.
///
/// A column is a Unicode scalar, as in most editors: a tab and an accented letter each count once. A byte-order mark
/// counts as nothing.
package struct SettingsPosition: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The first character of a file, where problems with the file as a whole are reported.
  static let start = SettingsPosition(line: 1, column: 1)

  /// The place `columns` further along the same line.
  func advanced(by columns: Int) -> SettingsPosition {
    SettingsPosition(line: line, column: column + columns)
  }
}

extension SettingsPosition: Comparable {
  package static func < (left: SettingsPosition, right: SettingsPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
