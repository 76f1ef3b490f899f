import Glibc

/// What the environment says about the terminal.
struct TerminalEnvironment: Equatable {
  /// `TERM`; empty if it is not set.
  var type: String
  /// `COLORTERM` is `truecolor` or `24bit`.
  var announcesTrueColor: Bool
  /// `NO_COLOR` is set and not empty.
  var refusesColor: Bool

  static func current() -> TerminalEnvironment {
    TerminalEnvironment(
      type: variable("TERM"),
      announcesTrueColor: ["truecolor", "24bit"].contains(variable("COLORTERM")),
      refusesColor: !variable("NO_COLOR").isEmpty
    )
  }

  private static func variable(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
