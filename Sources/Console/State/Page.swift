package import Daybook

/// A page that covers the panes until Escape or `q`.
package struct Page: Equatable, Sendable {
  /// What the page is about.
  package enum Subject: Equatable, Sendable {
    case help(HelpPage)
    case job(JobID)
    case schedule(ScheduleKey)
  }

  package internal(set) var subject: Subject
  /// The first row shown.
  package internal(set) var top = 0

  init(_ subject: Subject) {
    self.subject = subject
  }
}

/// The list of keys: searchable, and Enter does what the row says.
package struct HelpPage: Equatable, Sendable {
  package internal(set) var query = ""
  /// The row under the cursor, counted over the matching actions.
  package internal(set) var cursor = 0

  /// The actions that match the query, in the order of the registry.
  package var actions: [Action] {
    let words = query.lowercased().split(separator: " ")
    return ActionRegistry.all.filter { action in
      let text = "\(action.title) \(action.summary) \(action.keys.map(\.text).joined(separator: " "))".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }
}
