import Daybook
import Spelling

/// The job types of a directory: a type is known when a file declared it, a worker serves it, or some program has
/// enqueued it before.
struct KnownTypes {
  private let names: [String]
  private let program: String

  /// - Parameter program: how hints call this program.
  init(_ engine: Engine, program: String) {
    names = engine.read { state in
      let stats = state.stats
      return state.typeDefinitions.map(\.name) + stats.types.map(\.name) + stats.workers.flatMap(\.types)
    }
    self.program = program
  }

  /// Throws `DaybookError` with code `notFound`, and the name that was probably meant.
  func check(_ type: String) throws(DaybookError) {
    if type == Limits.commandType || names.contains(type) { return }
    let near = Suggestion.hint(for: type, in: names)
    let advice = near.isEmpty ? ": declare [jobs.\(type)] in the jobs file of a worker (\(program) up)" : near
    throw DaybookError(.notFound, "no job type '\(type)'\(advice)")
  }
}
