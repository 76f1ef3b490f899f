import Daybook

/// What applying a jobs file changed or would change, for people and programs.
struct DeclarationReport {
  private let changes: DeclarationChanges
  private let isPlan: Bool

  init(_ changes: DeclarationChanges, isPlan: Bool) {
    self.changes = changes
    self.isPlan = isPlan
  }

  func print(file: String, _ printer: Printer) throws {
    if printer.isJSON { return try printer.json(changes.all.map(Self.json)) }
    if changes.isEmpty { return printer.talk("\(file): nothing \(isPlan ? "would change" : "has changed")") }
    for change in changes.all { try print(change, printer) }
    let counts = [DeclarationChange.Action.added, .updated, .orphaned].map { "\(changes.count($0)) \($0.rawValue)" }
    printer.talk("\(counts.joined(separator: ", "))\(isPlan ? "; nothing was changed: daybook apply does it" : "")")
  }

  private func print(_ change: DeclarationChange, _ printer: Printer) throws {
    let (mark, tint): (String, Tint) =
      switch change.action {
      case .added: ("+", .green)
      case .updated: ("~", .yellow)
      case .orphaned: ("-", .red)
      }
    let note =
      change.action == .orphaned ? "  no longer declared\(change.kind == .schedule ? ": switched off" : "")" : ""
    try printer.line("\(mark) \(change.kind.rawValue) \(change.name)\(note)", tint)
    try printer.lines(
      change.differences.map { difference in
        let after = difference.after ?? "–"
        let text = change.action == .added ? after : "\(difference.before ?? "–") → \(after)"
        return "    \(difference.field): \(printer.safe(text))"
      })
  }

  private static func json(_ change: DeclarationChange) -> JSONText {
    .object([
      "action": .string(change.action.rawValue), "kind": .string(change.kind.rawValue), "name": .string(change.name),
      "differences": .array(
        change.differences.map {
          .object(["field": .string($0.field), "before": .text($0.before), "after": .text($0.after)])
        }),
    ])
  }
}
