import Cron
import Testing

/// The two corpora, under the choices of this project: six fields follow the five-field rule, and what the reference
/// refuses and this module accepts is left out.
@Suite struct CorpusTests {
  /// Rows of the corpus of refusals that contradict an extension of ours (full English names, a zone prefix) without
  /// being tagged as one.
  private static let accepted: Set<String> = ["i0391", "i0393", "i0412", "i0483"]

  @Test func `every conformance case gives the same instants and offsets`() throws {
    let rows = try CorpusRow.load("conformance", skipping: "six-field-dst")
    #expect(rows.count == 3_911)
    var zones = ZoneCache()
    for row in rows {
      #expect(try answer(to: row, in: &zones) == row.next?.map(normalized), "\(row.id) \(row.expr)")
    }
  }

  @Test func `every expression of the corpus of refusals is refused, and every tricky one accepted`() throws {
    let rows = try CorpusRow.load("invalid", skipping: "peer-extension")
    #expect(rows.count == 684)
    var zones = ZoneCache()
    for row in rows where !Self.accepted.contains(row.id) {
      if row.valid == true {
        #expect(try answer(to: row, in: &zones) == row.next?.map(normalized), "\(row.id) \(row.expr)")
      } else {
        #expect(throws: CronError.self, "\(row.id) \(row.expr)") { try CronExpression.parse(row.expr) }
      }
    }
  }

  @Test func `every refusal points into the expression and says something`() throws {
    for row in try CorpusRow.load("invalid", skipping: "tricky-valid") {
      guard let error = refusal(of: row.expr) else { continue }
      let column = try #require(error.column, "\(row.id)")
      #expect((0...row.expr.count).contains(column), "\(row.id)")
      #expect(!error.message.isEmpty)
      let caret = try #require(error.diagram?.split(separator: "\n", omittingEmptySubsequences: false).last)
      #expect(caret.count == column + 1, "\(row.id)")
    }
  }

  private func answer(to row: CorpusRow, in zones: inout ZoneCache) throws -> [String] {
    let expression = try CronExpression.parse(row.expr)
    let zone = try zones.rules(named: row.tz ?? "UTC")
    let from = try RFC3339.milliseconds(parsing: row.from ?? "2025-01-01T00:00:00Z") / 1_000
    let count = row.next?.isEmpty == false ? row.next?.count ?? 1 : row.count ?? 1
    return expression.next(count, after: from, in: zone).map { RFC3339.string(seconds: $0, in: zone) }
  }

  private func normalized(_ time: String) -> String {
    time.hasSuffix("Z") ? time.dropLast() + "+00:00" : time
  }

  private func refusal(of text: String) -> CronError? {
    do throws(CronError) {
      _ = try CronExpression.parse(text)
      return nil
    } catch {
      return error
    }
  }
}
