import Spelling

/// Which schedules a listing shows: words that must all hold, such as `state:late type:backup* not:owner:ann "2 * *"`.
///
/// `field:value` is exact and `*` stands for any run of characters; anything else is searched for, ignoring the case of
/// ASCII letters, in name, type, description and trigger.
package struct ScheduleFilter: Hashable, Sendable {
  private enum Field: String, CaseIterable {
    case name, type, owner, source
  }

  private enum Term: Hashable {
    case name(Field, TextPattern)
    case standing(Set<ScheduleStanding>)
    case isEnabled(Bool)
    case text(TextPattern)
  }

  private struct Condition: Hashable {
    var isNegated: Bool
    var term: Term
  }

  /// What may stand before a colon.
  package static let fields = Field.allCases.map(\.rawValue) + ["state", "not"]
  private static let states = ["on", "off", "kept", "late", "orphaned", "ended", "never"]

  private var conditions: [Condition] = []

  /// The filter that `text` writes.
  ///
  /// - Throws: `DaybookError` with code `.invalidInput` that names the word and what to write instead.
  package init(parsing text: String) throws(DaybookError) {
    for word in try FilterWord.words(of: text) { conditions.append(try Self.condition(word)) }
  }

  /// Whether the schedule passes every word at `now`.
  package func matches(_ schedule: ScheduleSummary, now: Timestamp) -> Bool {
    conditions.allSatisfy { Self.holds($0.term, for: schedule, now: now) != $0.isNegated }
  }

  private static func holds(_ term: Term, for schedule: ScheduleSummary, now: Timestamp) -> Bool {
    switch term {
    case .name(let field, let pattern): pattern.matchesWhole(value(of: field, in: schedule))
    case .standing(let standings): standings.contains(schedule.standing(at: now))
    case .isEnabled(let isEnabled): schedule.isEnabled == isEnabled
    case .text(let pattern):
      pattern.occurs(in: schedule.name) || pattern.occurs(in: schedule.type)
        || schedule.definition.purpose.map(pattern.occurs) ?? false || occurs(pattern, in: schedule.trigger)
    }
  }

  /// Looks at the parts: joining them for ten thousand schedules takes longer than searching them.
  private static func occurs(_ pattern: TextPattern, in trigger: Trigger) -> Bool {
    guard case .cron(let expression, let zone) = trigger else { return pattern.occurs(in: trigger.text) }
    return pattern.occurs(in: expression) || pattern.occurs(in: zone)
  }

  private static func value(of field: Field, in schedule: ScheduleSummary) -> String {
    switch field {
    case .name: schedule.name
    case .type: schedule.type
    case .owner: schedule.owner
    case .source: schedule.source
    }
  }

  private static func condition(_ word: FilterWord) throws(DaybookError) -> Condition {
    if word.isQuoted { return Condition(isNegated: false, term: .text(TextPattern(word.text, allowsStars: false))) }
    if word.text.hasPrefix("not:") {
      let rest = FilterWord(text: String(word.text.dropFirst(4)))
      if rest.text.isEmpty { throw invalid("'not:' needs a word after it, such as not:state:off") }
      let inner = try condition(rest)
      return Condition(isNegated: !inner.isNegated, term: inner.term)
    }
    guard let colon = word.text.firstIndex(of: ":") else {
      return Condition(isNegated: false, term: .text(TextPattern(word.text, allowsStars: false)))
    }
    let value = String(word.text[word.text.index(after: colon)...])
    return Condition(isNegated: false, term: try term(word.text[..<colon].lowercased(), value))
  }

  private static func term(_ field: String, _ value: String) throws(DaybookError) -> Term {
    guard fields.contains(field) else {
      let nearest = Suggestion.nearest(to: field, in: fields).map { ": did you mean '\($0):'?" } ?? "."
      throw invalid(
        "'\(field)' is not a field of a filter\(nearest) Fields are \(fields.joined(separator: " "));"
          + " put text with a colon in quotation marks")
    }
    if value.isEmpty { throw invalid("'\(field):' needs a value") }
    if let name = Field(rawValue: field) { return .name(name, TextPattern(value, allowsStars: true)) }
    switch value.lowercased() {
    case "on": return .isEnabled(true)
    case "off": return .isEnabled(false)
    case "kept": return .standing([.keptOn, .keptOff])
    case let word:
      if states.contains(word), let standing = ScheduleStanding(rawValue: word) { return .standing([standing]) }
      let nearest = Suggestion.nearest(to: word, in: states).map { ": did you mean '\($0)'?" } ?? "."
      throw invalid("'\(value)' is not a state\(nearest) Words are \(states.joined(separator: " "))")
    }
  }

  private static func invalid(_ message: String) -> DaybookError { DaybookError(.invalidInput, message) }
}
