/// An entry's command taken apart by cron's rule for `%`.
///
/// The first `%` ends the command; what follows is its standard input, where every further `%` is a line break. `\%` is
/// a percent sign in both. Debian's cron also turns `\\` in the command into one backslash; cronie leaves both.
package struct CommandInput: Hashable, Sendable {
  /// What the shell gets.
  package let command: String
  /// What the command reads, with a line break at its end; nil for nothing.
  package let input: String?
  /// Whether `\\` in the command became one backslash.
  package let halvesBackslashes: Bool

  package init(_ text: String) {
    var command = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    var halves = false
    var input: String?
    while let scalar = rest.popFirst() {
      if scalar == "%" {
        input = Self.input(rest)
        break
      }
      command.append(scalar)
      guard scalar == "\\", let next = rest.popFirst() else { continue }
      if next == "%" || next == "\\" { command.removeLast() }
      halves = halves || next == "\\"
      command.append(next)
    }
    self.command = String(command)
    self.input = input
    halvesBackslashes = halves
  }

  private static func input(_ text: Substring.UnicodeScalarView) -> String? {
    if text.isEmpty { return nil }
    var output = String.UnicodeScalarView()
    for scalar in text {
      if scalar != "%" {
        output.append(scalar)
      } else if output.last == "\\" {
        output.removeLast()
        output.append("%")
      } else {
        output.append("\n")
      }
    }
    if output.last != "\n" { output.append("\n") }
    return String(output)
  }
}
