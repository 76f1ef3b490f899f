/// A question that has to be answered before anything else.
///
/// It is bound to the objects it names: what happens on the screen meanwhile changes nothing about it. The choice that
/// does nothing has the focus at first.
package struct Dialog: Equatable, Sendable {
  /// What an answer does.
  package enum Answer: Equatable, Sendable {
    case dismiss
    case perform(Operation)
    case quit(QuitMode)
  }

  /// One line that can be chosen, by its key or with the focus on it.
  package struct Choice: Equatable, Sendable {
    package var key: Character
    package var label: String
    package var answer: Answer
  }

  package var title: String
  /// The objects and the effect, a sentence each.
  package var lines: [String]
  package var choices: [Choice]
  package internal(set) var focus: Int

  init(title: String, lines: [String], choices: [Choice]) {
    self.title = title
    self.lines = lines
    self.choices = choices
    focus = choices.firstIndex { $0.answer == .dismiss } ?? 0
  }

  /// A yes-or-no question.
  static func confirm(_ title: String, lines: [String], yes: String, no: String, _ operation: Operation) -> Dialog {
    Dialog(
      title: title,
      lines: lines,
      choices: [
        Choice(key: "n", label: no, answer: .dismiss),
        Choice(key: "y", label: yes, answer: .perform(operation)),
      ]
    )
  }

  /// What a key answers; nil when it only moves the focus or means nothing here.
  mutating func answer(to key: Key) -> Answer? {
    switch key {
    case .enter: return choices[focus].answer
    case .escape, .control("c"): return .dismiss
    case .tab, .right, .down, .character("l"): focus = (focus + 1) % choices.count
    case .backTab, .left, .up, .character("h"): focus = (focus + choices.count - 1) % choices.count
    case .character(let character):
      if let choice = choices.first(where: { $0.key == character }) { return choice.answer }
      if character == "n" || character == "q" { return .dismiss }
    default: break
    }
    return nil
  }
}
