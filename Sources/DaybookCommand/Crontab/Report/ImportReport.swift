/// What a person reads about an import: the remarks in order, those about everything last.
struct ImportReport {
  let remarks: [ImportRemark]

  /// A line to print and how much it matters; nil is an ordinary line.
  struct Line {
    let text: String
    let kind: ImportRemark.Kind?
  }

  var lines: [Line] {
    remarks.flatMap { remark in
      remark.place.map { placed(remark, $0) } ?? [Line(text: "all entries: \(remark.kind.rawValue)", kind: remark.kind)]
        + body(remark)
    }
  }

  private func placed(_ remark: ImportRemark, _ place: ImportRemark.Place) -> [Line] {
    let column = place.column.map { ":\($0 + 1)" } ?? ""
    var lines = [
      Line(text: "\(place.file):\(place.line)\(column): \(remark.kind.rawValue)", kind: remark.kind),
      Line(text: "  " + Self.shown(place.text), kind: nil),
    ]
    if let column = place.column {
      lines.append(Line(text: String(repeating: " ", count: column + 2) + "^", kind: nil))
    }
    return lines + body(remark)
  }

  private func body(_ remark: ImportRemark) -> [Line] {
    let facts = [("cron", remark.cron), ("Daybook", remark.daybook), ("instead", remark.remedy)]
    return facts.compactMap { label, text in
      text.map { Line(text: "  " + label + String(repeating: " ", count: 9 - label.count) + $0, kind: nil) }
    }
  }

  /// A tab would part the caret from its character.
  private static func shown(_ text: String) -> String { text.replacing("\t", with: " ") }
}
