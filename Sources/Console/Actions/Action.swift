/// Something the console can do: the one source of its key, help line, hint, palette entry and reason why not now.
package struct Action: Identifiable, Sendable {
  /// Where a key means this action.
  package enum Scope: CaseIterable, Hashable, Sendable {
    case everywhere, jobs, schedules, log

    /// How to get there, for a key pressed elsewhere.
    var advice: String {
      switch self {
      case .everywhere: "anywhere"
      case .jobs: "in Jobs (1)"
      case .schedules: "in Schedules (2)"
      case .log: "in the Log (3)"
      }
    }
  }

  /// What it can do wrong.
  package enum Danger: Hashable, Sendable {
    /// Only changes what is looked at.
    case none
    /// Changes jobs or schedules in a way that another key takes back.
    case undoable
    /// Asks first, in a dialog that names the objects and the effect.
    case confirmed
  }

  /// The heading in help.
  package enum Group: String, CaseIterable, Sendable {
    case move = "Move"
    case panes = "Panes"
    case find = "Find"
    case select = "Select"
    case act = "Act"
    case look = "Look"
    case log = "Log"
    case console = "Console"
  }

  package let id: ActionID
  /// One or two words, for hints and the palette.
  package let title: String
  /// What it does, as a sentence without a full stop.
  package let summary: String
  package let group: Group
  package let scope: Scope
  package let danger: Danger
  /// The first is the one that hints show.
  package let keys: [Key]
  /// The place in the hint bar, 1 first; nil keeps it out.
  package let hintRank: Int?
  /// Words that the palette accepts besides id and title.
  package let aliases: [String]
  /// The same thing on the command line, for the selected object; nil when there is none.
  package let commandLine: @Sendable (ConsoleState) -> String?
  /// Why it cannot be done now; nil when it can.
  package let unavailable: @Sendable (ConsoleState) -> String?

  init(
    _ id: ActionID,
    _ title: String,
    _ summary: String,
    _ group: Group,
    keys: [Key],
    scope: Scope = .everywhere,
    danger: Danger = .none,
    hint: Int? = nil,
    aliases: [String] = [],
    commandLine: @escaping @Sendable (ConsoleState) -> String? = { _ in nil },
    unavailable: @escaping @Sendable (ConsoleState) -> String? = { _ in nil }
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.group = group
    self.scope = scope
    self.danger = danger
    self.keys = keys
    hintRank = hint
    self.aliases = aliases
    self.commandLine = commandLine
    self.unavailable = { state in
      danger != .none && state.context.isReadOnly ? "this console is read-only" : unavailable(state)
    }
  }
}
