import Cron

/// When an entry runs, in Daybook's words, and every way in which those differ from what is written.
struct TimingTranslation {
  /// Nil when the entry is left out.
  private(set) var trigger: ImportedJob.Trigger?
  private(set) var remarks: [ImportRemark] = []

  private let place: LinePlace

  /// - Parameter seed: what values drawn from `a~b` depend on.
  init(_ timing: CrontabEntry.Timing, at place: LinePlace, seed: String) {
    self.place = place
    switch timing {
    case .reboot: trigger = .boot
    case .macro(let name): trigger = .cron(name)
    case .fields(let fields): translate(fields, seed: seed)
    }
  }

  private mutating func translate(_ fields: [TimeField], seed: String) {
    let texts = fields.map { FieldTranslation($0, seed: seed).text }
    guard let words = Self.words(fields, texts) else { return leaveOutForNever(fields, texts) }
    let text = words.joined(separator: " ")
    do {
      _ = try CronExpression.parse(text)
      for (field, text) in zip(fields, words) where !field.isPlain { explain(field, becomes: text) }
      trigger = .cron(text)
    } catch {
      remarks.append(refusal(error, fields))
    }
  }

  /// The words of the expression; nil when it would never run.
  ///
  /// When neither day field begins with a star, a day has to match only one, and an empty one matches none.
  private static func words(_ fields: [TimeField], _ texts: [String?]) -> [String]? {
    var texts = texts
    let (date, weekday) = (2, 4)
    if !fields[date].beginsWithStar, !fields[weekday].beginsWithStar, (texts[date] == nil) != (texts[weekday] == nil) {
      texts[date] = texts[date] ?? "*"
      texts[weekday] = texts[weekday] ?? "*"
    }
    let words = texts.compactMap { $0 }
    return words.count == fields.count ? words : nil
  }

  // MARK: Remarks

  private mutating func leaveOutForNever(_ fields: [TimeField], _ texts: [String?]) {
    guard let empty = zip(fields, texts).first(where: { $1 == nil })?.0 else { return }
    remarks.append(
      ImportRemark(
        .leftOut, at: place.at(empty.column),
        cron: "takes \(empty.text) for no \(empty.field.name) at all, so it never runs this" + Self.cronieNote(empty),
        daybook: "refuses a range that runs backwards", remedy: Self.advice(fields)))
  }

  private mutating func explain(_ field: TimeField, becomes text: String) {
    for term in field.terms {
      switch term.kind {
      case .plain: continue
      case .reversed:
        add(
          term.column, "takes \(term.text) for no \(field.field.name) at all" + Self.cronieNote(field),
          "has \(text), without it", "the range that you mean, without running backwards")
      case .random(let range):
        add(
          term.column,
          "draws one of \(range.lowerBound) to \(range.upperBound) whenever it loads the file (cronie; Debian's has no ~)",
          "has \(text), drawn once", "another value, or jitter = \"…\" in the schedule")
      }
    }
    if let junk = field.junkColumn {
      let passed = field.text.unicodeScalars.dropFirst(junk - field.column)
      add(
        junk, "passes over \"\(String(passed))\" in silence (Debian's; cronie refuses the line)", "has \(text)",
        "the \(field.field.name) that you mean")
    }
  }

  private mutating func add(_ column: Int, _ cron: String, _ daybook: String, _ remedy: String) {
    remarks.append(ImportRemark(.differs, at: place.at(column), cron: cron, daybook: daybook, remedy: remedy))
  }

  private func refusal(_ error: CronError, _ fields: [TimeField]) -> ImportRemark {
    let isImpossible = error.code == .impossibleDate
    return ImportRemark(
      .leftOut, at: place.at(isImpossible ? fields[2].column : fields[0].column),
      cron: isImpossible ? "takes it and never runs it" : "takes it",
      daybook: "refuses it: \(error.field.map { "\($0): " } ?? "")\(error.message)")
  }

  /// cronie reads a range that ends in 0 as if it ended in 7.
  private static func cronieNote(_ field: TimeField) -> String {
    let endsInSunday = field.terms.contains {
      $0.kind == .reversed && ($0.text.hasSuffix("-0") || $0.text.lowercased().hasSuffix("-sun"))
    }
    return field.field == .dayOfWeek && endsInSunday ? " (cronie's: as up to 7, Sunday)" : ""
  }

  /// What the evaluator would have written instead.
  private static func advice(_ fields: [TimeField]) -> String {
    do {
      _ = try CronExpression.parse(fields.map(\.text).joined(separator: " "))
      return "the times that you mean"
    } catch {
      return error.message
    }
  }
}
