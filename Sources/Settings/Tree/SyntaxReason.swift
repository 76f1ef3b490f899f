/// The TOML parser's reason for refusing a text, put into plain words and at the place to change.
struct SyntaxReason {
  /// What was being read, such as "inline table".
  private let subject: String
  /// The reason itself, such as "expected '=', saw 'b'".
  private let detail: String

  init(_ description: String) {
    let prefix = "Error while parsing "
    let parts = description.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
    let isKnown = parts.count == 2 && description.hasPrefix(prefix)
    subject = isKnown ? String(parts[0].dropFirst(prefix.count)) : "file"
    detail = isKnown ? String(parts[1]) : description
  }

  /// The problem to report for a refusal at `position`.
  func problem(at position: SettingsPosition, in source: SourceText, layout: Layout) -> SettingsProblem {
    func problem(at place: SettingsPosition, _ message: String) -> SettingsProblem {
      SettingsProblem(file: source.file, at: place, message: message)
    }
    if isRedefinition, let conflict = layout.conflicts[position.line] {
      let (key, first) = (Quoted(conflict.key.name), conflict.first)
      return problem(at: conflict.key.position, "\(key) is already set in line \(first.line); remove one of the two")
    }
    if isMalformedValue, let value = layout.value(before: position) {
      let written = Quoted(source.text(in: value.span))
      return problem(at: value.value, "\(written) is not a TOML value: \(printableDetail)")
    }
    return problem(at: position, plainDetail)
  }

  private var isRedefinition: Bool {
    detail.hasPrefix("cannot redefine") || detail.hasSuffix("existing inline table")
  }

  private var isMalformedValue: Bool {
    ["value", "floating-point", "date", "time", "date-time", "date-time offset"].contains(subject)
      || subject.hasSuffix("integer")
  }

  /// Parser phrases and what to say instead; words that end in "found" go on with what the parser saw.
  private static let plainWords: [(phrase: String, words: String)] = [
    ("expected '=', saw", "expected \"=\" after the key, found"),
    ("expected a comment or whitespace", "expected the end of the line, found"),
    ("expected comma or closing ']'", "expected \",\" or \"]\" in the array, found"),
    ("expected value or closing ']'", "a value is missing before this comma"),
    ("expected ']', saw", "expected \"]\" after the table name, found"),
    ("expected keys, tables", "expected a key or a [table], found"),
    ("expected bare key starting", "expected a key of letters, digits, _ and -, or one in quotes, found"),
    (
      "expected key or closing '}'", "expected a key or \"}\" in the inline table, which has to stay on one line, found"
    ),
    (
      "expected comma or closing '}'",
      "expected \",\" or \"}\" in the inline table, which has to stay on one line, found"
    ),
    ("expected key-value pair, saw closing", "an inline table cannot end with a comma; remove the comma"),
    ("expected key-value pair or closing", "a key is missing before this comma"),
    ("unescaped control characters", "a control character in a string has to be written as an escape such as \\u001B"),
    ("control characters other than TAB", "a control character cannot stand here; remove it"),
  ]

  private var plainDetail: String {
    if detail == "encountered end-of-file" { return "the file ends in the middle of \(article) \(subject)" }
    guard let plain = Self.plainWords.first(where: { detail.hasPrefix($0.phrase) }) else { return printableDetail }
    return plain.words.hasSuffix("found") ? "\(plain.words) \(found)" : plain.words
  }

  /// The parser's own words, which may quote any text of the file.
  private var printableDetail: String { Quoted.printable(detail.unicodeScalars) }

  private var article: String { "aeiou".contains(subject.prefix(1)) ? "an" : "a" }

  /// What the parser saw instead of what it wanted.
  private var found: String {
    guard let saw = detail.ranges(of: "saw '").last, detail.hasSuffix("'") else { return "something else" }
    switch detail[saw.upperBound...].dropLast() {
    case "\\n", "\n", "": return "the end of the line"
    case "\"": return "a quote"
    case let text: return "\(Quoted(text))"
    }
  }
}
