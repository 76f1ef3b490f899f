import Daybook

/// Collects what lies beside a job's summary: payload, result, type.
struct JobReader: Sendable {
  private let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  /// One job, nil when no such job is kept.
  func source(_ id: JobID) throws(DaybookError) -> JobJSON.Source? {
    let found = engine.read { state in
      state.summary(of: id).map { ($0, state.typeDefinition($0.type)) }
    }
    guard let (summary, definition) = found else { return nil }
    return try source(summary, definition: definition)
  }

  /// A job whose summary is at hand.
  func source(_ summary: JobSummary) throws(DaybookError) -> JobJSON.Source {
    try source(summary, definition: engine.read { $0.typeDefinition(summary.type) })
  }

  private func source(_ summary: JobSummary, definition: TypeDefinition?) throws(DaybookError) -> JobJSON.Source {
    JobJSON.Source(
      summary: summary, payload: try engine.payload(of: summary.id), result: try engine.result(of: summary.id),
      definition: definition)
  }
}
