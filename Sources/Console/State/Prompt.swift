package import Daybook

/// A line being typed at the bottom of the screen.
package struct Prompt: Equatable, Sendable {
  /// What the text is for; each remembers what cancelling goes back to.
  package enum Purpose: Equatable, Sendable {
    /// The jobs' filter; holds the one to go back to, and the job to stay with while it matches.
    case filter(previous: String, cursor: JobID?)
    /// The schedules' filter, likewise.
    case scheduleFilter(previous: String, cursor: ScheduleKey?)
    case search(previous: String)
    case command
    case help(previous: String)
  }

  /// How far Tab has gone through the suggestions.
  package struct Completion: Equatable, Sendable {
    /// What was typed.
    package var stem: String
    package var index: Int
  }

  package let purpose: Purpose
  package internal(set) var editor: LineEditor
  /// What is wrong with the text so far.
  package internal(set) var problem: String?
  /// Which suggestion stands in place of what was typed.
  package internal(set) var completion: Completion?

  init(_ purpose: Purpose, text: String = "", history: [String] = []) {
    self.purpose = purpose
    editor = LineEditor(text, history: history)
  }

  /// What stands before the text.
  package var label: String {
    switch purpose {
    case .filter, .scheduleFilter, .search, .help: "/"
    case .command: ":"
    }
  }
}
