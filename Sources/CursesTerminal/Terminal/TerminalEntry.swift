import CNcurses

/// The entry of the terminal database to draw with, and how many of its colours to use.
struct TerminalEntry {
  var name: String
  var facts: daybook_terminal_entry
  var colors: ColorDepth
  var notice: String?

  /// What stands in for a type that is not in the database: nearly every terminal of today, then the least of them.
  private static let substitutes = ["xterm-256color", "ansi"]

  /// Finds the best entry for what the environment names. `read` looks one name up.
  static func choose(
    for environment: TerminalEnvironment,
    color: ColorChoice,
    read: (String) -> daybook_terminal_entry
  ) throws(TerminalError) -> TerminalEntry {
    let named = read(environment.type)
    if named.known, !named.addressable {
      throw TerminalError(
        code: .cannotAddressCursor,
        message: "terminal type '\(environment.type)' cannot place text on the screen; "
          + "set TERM to what your terminal is, or use --no-ui"
      )
    }
    if let direct = trueColor(for: environment, named: named, color: color, read: read) { return direct }
    if named.known { return entry(environment.type, named, environment, color) }
    for substitute in substitutes {
      let facts = read(substitute)
      if facts.known, facts.addressable {
        var entry = entry(substitute, facts, environment, color)
        entry.notice = "\(unknown(environment)); drawing as \(substitute)"
        return entry
      }
    }
    throw TerminalError(
      code: .cannotStart,
      message: "\(unknown(environment)), and neither \(substitutes.joined(separator: " nor ")) is known; "
        + "install the terminal database (package ncurses-base), or use --no-ui"
    )
  }

  private static func unknown(_ environment: TerminalEnvironment) -> String {
    environment.type.isEmpty
      ? "TERM is not set" : "terminal type '\(environment.type)' is not in the terminal database"
  }

  /// An entry with 24-bit colour, if such colour is wanted and the database has one for this kind of terminal.
  private static func trueColor(
    for environment: TerminalEnvironment,
    named: daybook_terminal_entry,
    color: ColorChoice,
    read: (String) -> daybook_terminal_entry
  ) -> TerminalEntry? {
    let announced = environment.announcesTrueColor && (!named.known || named.colors >= 256)
    guard color.wantsTrueColor(announced: announced, refusesColor: environment.refusesColor) else { return nil }
    let family = environment.type.split(separator: "-").first.map(String.init) ?? "xterm"
    for name in [environment.type, "\(family)-direct", "xterm-direct"] {
      let facts = read(name)
      if facts.known, facts.addressable, facts.direct_color { return entry(name, facts, environment, color) }
    }
    return nil
  }

  private static func entry(
    _ name: String,
    _ facts: daybook_terminal_entry,
    _ environment: TerminalEnvironment,
    _ color: ColorChoice
  ) -> TerminalEntry {
    let shown = facts.direct_color ? ColorDepth.trueColor : ColorDepth(paletteSize: Int(facts.colors))
    let colors = min(shown, color.limit(refusesColor: environment.refusesColor))
    return TerminalEntry(name: name, facts: facts, colors: colors)
  }
}
