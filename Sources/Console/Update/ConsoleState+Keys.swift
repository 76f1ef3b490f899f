import Daybook

/// From a key press to an action.
extension ConsoleState {
  mutating func press(_ key: Key) -> [Effect] {
    if key != .control("c") { interruptedAt = nil }
    if let id = actionInEveryLayer(key) { return run(id) }
    if var dialog {
      let answer = dialog.answer(to: key)
      self.dialog = answer == nil ? dialog : nil
      return answer.map { carryOut($0) } ?? []
    }
    if prompt != nil { return pressInPrompt(key) }
    if case .help = page?.subject, let effects = pressInHelp(key) { return effects }
    switch keymap.meaning(of: key, in: scope) {
    case .action(let id): return perform(id)
    case .elsewhere(let actions):
      say(.warning, elsewhere(key, actions))
      return []
    case .nothing:
      say(.warning, "\(key.text) is not a key here; ? shows the keys")
      return []
    }
  }

  /// Leaving to the shell and redrawing work over dialogs and prompts, too.
  private func actionInEveryLayer(_ key: Key) -> ActionID? {
    guard case .action(let id) = keymap.meaning(of: key, in: .everywhere) else { return nil }
    return id == .suspend || id == .redraw ? id : nil
  }

  /// Does what an action says, or says why not.
  package mutating func perform(_ id: ActionID) -> [Effect] {
    let action = ActionRegistry[id]
    if let reason = action.unavailable(self) {
      say(.warning, reason)
      jobs.fall = nil
      schedules.fall = nil
      return []
    }
    return run(id)
  }

  private func elsewhere(_ key: Key, _ actions: [ActionID]) -> String {
    let places = actions.map { id in
      let action = ActionRegistry[id]
      return "\(key.text) is \(action.title) \(action.scope.advice)"
    }
    return places.joined(separator: ", ")
  }

  private mutating func carryOut(_ answer: Dialog.Answer) -> [Effect] {
    switch answer {
    case .dismiss: []
    case .perform(let operation): [.perform(operation)]
    case .quit(let mode): [.quit(mode)]
    }
  }

  /// Keys that the list of keys takes for itself; nil leaves them to the keymap.
  private mutating func pressInHelp(_ key: Key) -> [Effect]? {
    guard case .help(let help) = page?.subject else { return nil }
    if key == .enter {
      guard help.actions.indices.contains(help.cursor) else { return [] }
      page = nil
      return perform(help.actions[help.cursor].id)
    }
    if key == .character("/") {
      prompt = Prompt(.help(previous: help.query), text: help.query)
      return []
    }
    if case .action(let id) = keymap.meaning(of: key, in: .everywhere), ActionRegistry[id].group == .move { return nil }
    switch key {
    case .escape, .character("q"), .character("?"), .function(1), .control("c"), .control("l"), .control("z"):
      return nil
    default:
      say(.information, "Enter runs the marked line, / searches, Esc closes")
      return []
    }
  }
}
