/// Something about an imported crontab that a person has to know, with what to do about it.
package struct ImportRemark: Hashable, Sendable {
  /// How much it matters.
  package enum Kind: String, Hashable, Sendable {
    /// The line was left out; it stands in the jobs file as a comment.
    case leftOut = "left out"
    /// The line was taken, and behaves differently.
    case differs
    /// The line was taken, and behaves as under cron.
    case note
  }

  /// A place in a crontab.
  package struct Place: Hashable, Sendable {
    package let file: String
    /// From 1.
    package let line: Int
    /// Offset of a character in the line, from 0; nil for the whole line.
    package let column: Int?
    /// The line as it is written.
    package let text: String

    package init(file: String, line: Int, column: Int? = nil, text: String) {
      self.file = file
      self.line = line
      self.column = column
      self.text = text
    }
  }

  package let kind: Kind
  /// Nil for what holds for everything that is imported.
  package let place: Place?
  /// What cron does.
  package let cron: String
  /// What Daybook does.
  package let daybook: String
  /// What to write to have it otherwise; nil when there is nothing to do.
  package let remedy: String?

  package init(_ kind: Kind, at place: Place? = nil, cron: String, daybook: String, remedy: String? = nil) {
    self.kind = kind
    self.place = place
    self.cron = cron
    self.daybook = daybook
    self.remedy = remedy
  }
}
