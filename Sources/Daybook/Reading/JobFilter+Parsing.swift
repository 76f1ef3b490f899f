import Spelling

extension JobFilter {
  /// What may stand before a colon, as listed in messages and offered for mistyped words.
  package static let fields = Field.allCases.map(\.rawValue) + ["state", "id", "kind", "age", "tries", "not"]

  /// The filter that `text` writes.
  ///
  /// - Parameter now: what `age:` counts back from.
  /// - Throws: `DaybookError` with code `.invalidInput` that names the word and what to write instead.
  package init(parsing text: String, now: Timestamp) throws(DaybookError) {
    var conditions: [Condition] = []
    for word in try FilterWord.words(of: text) {
      conditions.append(try Self.condition(word, now: now))
    }
    self.init(text: text, conditions: conditions)
  }

  private static func condition(_ word: FilterWord, now: Timestamp) throws(DaybookError) -> Condition {
    if !word.isQuoted, word.text.hasPrefix("not:") {
      let rest = FilterWord(text: String(word.text.dropFirst(4)))
      if rest.text.isEmpty { throw invalid("'not:' needs a word after it, such as not:state:completed") }
      let inner = try condition(rest, now: now)
      return Condition(isNegated: !inner.isNegated, term: inner.term)
    }
    if !word.isQuoted, let colon = word.text.firstIndex(of: ":") {
      let value = String(word.text[word.text.index(after: colon)...])
      return Condition(isNegated: false, term: try term(word.text[..<colon], value, now: now))
    }
    if !word.isQuoted, word.text.hasPrefix("#"), let id = UInt64(word.text.dropFirst()) {
      return Condition(isNegated: false, term: .identifiers(id...id))
    }
    return Condition(isNegated: false, term: .text(TextPattern(word.text, allowsStars: false)))
  }

  private static func term(_ field: Substring, _ value: String, now: Timestamp) throws(DaybookError) -> Term {
    let field = field.lowercased()
    guard fields.contains(field) else {
      let nearest = Suggestion.nearest(to: field, in: fields).map { ": did you mean '\($0):'?" } ?? "."
      throw invalid(
        "'\(field)' is not a field of a filter\(nearest) Fields are \(fields.joined(separator: " "));"
          + " put text with a colon in quotation marks"
      )
    }
    if value.isEmpty { throw invalid("'\(field):' needs a value") }
    if let name = Field(rawValue: field) { return .name(name, TextPattern(value, allowsStars: true)) }
    switch field {
    case "state": return try state(value)
    case "id": return .identifiers(try identifiers(value))
    case "kind": return try failureKind(value)
    case "age": return try age(value, now: now)
    default: return .attempts(try tries(value))
    }
  }

  private static func state(_ value: String) throws(DaybookError) -> Term {
    if let state = JobState(word: value) { return .state(state) }
    switch value.lowercased() {
    case "waiting": return .state(.pending)
    case "active": return .state(.running)
    case "delayed": return .state(.scheduled)
    case "retrying": return .retrying
    case "dead": return .dead
    default:
      let words = JobState.allCases.map(\.description) + ["retrying", "dead"]
      throw unknown(value, "state", words)
    }
  }

  private static func failureKind(_ value: String) throws(DaybookError) -> Term {
    guard let kind = FailureKind.allCases.first(where: { $0.description == value.lowercased() }) else {
      throw unknown(value, "kind of failure", FailureKind.allCases.map(\.description))
    }
    return .failureKind(kind)
  }

  private static func identifiers(_ value: String) throws(DaybookError) -> ClosedRange<UInt64> {
    let ends = value.split(separator: "-", omittingEmptySubsequences: false)
      .map { UInt64($0.hasPrefix("#") ? $0.dropFirst() : $0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else {
      throw invalid("'id:\(value)' is not an id: write id:4821 or a range such as id:4800-4821")
    }
    return first...last
  }

  private static func age(_ value: String, now: Timestamp) throws(DaybookError) -> Term {
    guard let sign = value.last, sign == "+" || sign == "-" else {
      throw invalid("'age:\(value)' needs a + for older or a - for younger: write age:\(value)+ or age:\(value)-")
    }
    let limit = now.adding(milliseconds: -(try DurationText.milliseconds(value.dropLast())))
    return sign == "+"
      ? .enqueued(from: Timestamp(milliseconds: .min), through: limit)
      : .enqueued(from: limit, through: Timestamp(milliseconds: .max))
  }

  private static func tries(_ value: String) throws(DaybookError) -> ClosedRange<Int> {
    let sign = value.last.flatMap { $0 == "+" || $0 == "-" ? $0 : nil }
    guard let count = Int(sign == nil ? value[...] : value.dropLast()), count >= 0 else {
      throw invalid("'tries:\(value)' is not a number of attempts: write tries:2, tries:2+ or tries:2-")
    }
    switch sign {
    case "+": return count...Int.max
    case "-": return 0...count
    default: return count...count
    }
  }

  private static func unknown(_ value: String, _ what: String, _ words: [String]) -> DaybookError {
    let nearest = Suggestion.nearest(to: value.lowercased(), in: words).map { ": did you mean '\($0)'?" } ?? "."
    return invalid("'\(value)' is not a \(what)\(nearest) Words are \(words.joined(separator: " "))")
  }

  private static func invalid(_ message: String) -> DaybookError { DaybookError(.invalidInput, message) }
}
