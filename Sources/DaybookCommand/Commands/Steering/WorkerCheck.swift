import Daybook

/// Whether somebody runs the jobs of a directory.
struct WorkerCheck: Sendable {
  private let engine: Engine

  init(_ engine: Engine) { self.engine = engine }

  /// Whether a living worker is there.
  var isServed: Bool { !engine.livingWorkers().isEmpty }

  /// Whether a living worker runs jobs of this type.
  func serves(_ type: String) -> Bool {
    let living = engine.livingWorkers()
    return engine.read { state in living.contains { state.serves($0, type) } }
  }

  /// The types among these that no living worker serves, each once, in order.
  func unserved(_ types: some Sequence<String>) -> [String] { Set(types).filter { !serves($0) }.sorted() }
}
