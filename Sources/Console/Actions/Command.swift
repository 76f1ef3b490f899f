import Daybook

/// What is typed after `:`.
enum Command: Equatable {
  case nothing
  case job(JobID)
  case action(ActionID)
  case unknown(String)

  /// A job's id, or an action's title, name or alias; a start of one is enough when only one action has it.
  init(parsing text: String) {
    let word = text.lowercased().split(separator: " ").joined(separator: " ")
    if word.isEmpty {
      self = .nothing
      return
    }
    let digits = word.hasPrefix("#") ? word.dropFirst() : word[...]
    if let id = UInt64(digits) {
      self = .job(JobID(id))
      return
    }
    if let action = ActionRegistry.all.first(where: { $0.isCalled(word) }) {
      self = .action(action.id)
      return
    }
    let suggestions = Self.suggestions(for: word)
    if suggestions.count == 1 {
      self = .action(suggestions[0].id)
    } else if suggestions.isEmpty {
      self = .unknown("there is no command '\(word)'; Tab lists them")
    } else {
      self = .unknown("'\(word)' could be \(suggestions.prefix(4).map(\.title).joined(separator: ", ")): Tab completes")
    }
  }

  /// The actions that a text may mean, the likeliest first.
  static func suggestions(for text: String) -> [Action] {
    let word = text.lowercased().split(separator: " ").joined(separator: " ")
    let named = ActionRegistry.all.filter { $0.group != .move || !word.isEmpty }
    let starting = named.filter { action in action.names.contains { $0.hasPrefix(word) } }
    let containing = named.filter { action in
      !starting.contains { $0.id == action.id } && action.names.contains { $0.contains(word) }
    }
    return starting + containing
  }
}

extension Action {
  /// Everything it may be called by.
  fileprivate var names: [String] { [title, id.rawValue] + aliases }

  fileprivate func isCalled(_ word: String) -> Bool { names.contains(word) }
}
