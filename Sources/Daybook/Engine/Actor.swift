/// Who asks: recorded with every change an operator makes, which makes the journal the audit trail.
package struct Actor: Hashable, Sendable, CustomStringConvertible {
  package var user: String
  /// Nil off a terminal.
  package var terminal: String?
  package var host: String
  /// `daybook`, `console`, or the embedding program's name.
  package var program: String

  package init(user: String, terminal: String? = nil, host: String, program: String) {
    self.user = user
    self.terminal = terminal
    self.host = host
    self.program = program
  }

  /// `ann@host pts/3 console`.
  package var description: String {
    ["\(user)@\(host)", terminal, program].compactMap(\.self).joined(separator: " ")
  }
}
