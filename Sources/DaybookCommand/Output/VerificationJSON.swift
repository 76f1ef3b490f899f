import Journal

/// What verifying showed, as `journal verify` and `journal repair` print it.
struct VerificationJSON {
  private let report: VerificationReport

  init(_ report: VerificationReport) { self.report = report }

  var value: JSONText {
    .object([
      "intact": .boolean(report.isIntact), "records": .count(report.records), "frames": .count(report.frames),
      "segments": .count(report.segments), "snapshots": .count(report.snapshots), "bytes": .count(report.bytes),
      "lastSequence": .count(report.lastSequence), "tornBytes": .count(report.tornTail?.droppedBytes ?? 0),
      "problem": .text(report.problem?.message),
    ])
  }
}
