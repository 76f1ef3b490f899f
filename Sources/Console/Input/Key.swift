/// One key press, as the terminal decoded it.
package enum Key: Equatable, Hashable, Sendable {
  /// A printable character, already including Shift.
  case character(Character)
  /// Control and a letter, lower case: `^D` is `.control("d")`.
  case control(Character)
  /// Alt (Escape first) and a character.
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case controlLeft, controlRight
  case function(Int)
}

/// What reaches the console's `update` from the terminal.
package enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  /// Bracketed paste; controls are already removed, newlines kept.
  case paste(String)
  case resize(Size)
  /// The process came back from `^Z`: everything must be drawn again.
  case resumed
  /// SIGHUP, SIGTERM or end of file on the terminal: leave now.
  case hangup(signal: Int32)
  /// SIGINT that arrived as a signal and not as a key.
  case interrupt
}
