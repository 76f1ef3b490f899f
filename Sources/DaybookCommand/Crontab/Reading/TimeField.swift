package import Cron

/// One of the five time fields as cron reads it, which is not always as it looks.
///
/// cron takes a range that runs backwards for no value at all, stops reading at the first character it does not know
/// without saying so, and knows no `a/n`. cronie also draws `a~b` anew each time it loads the file.
package struct TimeField: Hashable, Sendable {
  /// One item of the field's list.
  package struct Term: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case plain
      /// A range that runs backwards: no value.
      case reversed
      /// cronie's `a~b`: one value of the range.
      case random(ClosedRange<Int>)
    }

    /// As it is written.
    package let text: String
    /// Offset in the line, from 0.
    package let column: Int
    package let kind: Kind
  }

  package let field: CronField
  package let terms: [Term]
  /// Where the characters begin that cron passes over in silence; nil when there are none.
  package let junkColumn: Int?
  /// The word as it is written.
  package let text: String
  /// Offset of the word in the line, from 0.
  package let column: Int

  /// Whether its first character is `*`, which decides the rules for days and for changes of the clock.
  package var beginsWithStar: Bool { text.hasPrefix("*") }

  /// Whether cron reads it as it is written, and as Daybook does.
  package var isPlain: Bool { junkColumn == nil && terms.allSatisfy { $0.kind == .plain } }
}
