import Daybook

/// Whether somebody runs the jobs of a directory.
struct WorkerCheck: Sendable {
  private let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  /// Whether a living worker is there.
  var isServed: Bool { !engine.livingWorkers().isEmpty }
}
