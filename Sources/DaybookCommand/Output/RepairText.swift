import Journal

/// What a repair keeps and drops, for people and as JSON.
struct RepairText {
  private let plan: RepairPlan

  init(_ plan: RepairPlan) { self.plan = plan }

  /// The problem, what is dropped and where, what is kept.
  var lines: [String] {
    var lines = plan.problem.map { ["damaged: \($0.message)"] } ?? []
    lines += plan.dropped.map { "drop \($0.bytes) bytes at offset \($0.offset) of \($0.path): \($0.reason)" }
    lines += plan.lost.map { "lost: \(Self.records($0))" }
    lines += plan.kept.map { "kept: \(Self.records($0))" }
    return lines + ["\(plan.keptRecords) records kept, \(plan.lostRecords) lost"]
  }

  /// - Parameter report: nil when nothing was done.
  func json(_ report: RepairReport?) -> JSONText {
    .object([
      "changed": .boolean(report?.aside != nil),
      "problem": .text(plan.problem?.message),
      "kept": .array(plan.kept.map(Self.json)),
      "lost": .array(plan.lost.map(Self.json)),
      "keptRecords": .count(plan.keptRecords),
      "lostRecords": .count(plan.lostRecords),
      "dropped": .array(
        plan.dropped.map {
          .object([
            "path": .string($0.path), "offset": .count($0.offset), "bytes": .count($0.bytes),
            "reason": .string($0.reason),
          ])
        }),
      "aside": .text(report?.aside),
      "result": report.map { VerificationJSON($0.verification).value } ?? .null,
    ])
  }

  private static func json(_ range: ClosedRange<UInt64>) -> JSONText {
    .object(["from": .count(range.lowerBound), "to": .count(range.upperBound)])
  }

  private static func records(_ range: ClosedRange<UInt64>) -> String {
    range.count == 1 ? "record \(range.lowerBound)" : "records \(range.lowerBound) to \(range.upperBound)"
  }
}
