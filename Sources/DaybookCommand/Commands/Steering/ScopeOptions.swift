import ArgumentParser
import Daybook

/// What a pause or resume is about; everything unless said otherwise.
struct ScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only jobs of this type.", valueName: "name"))
  var type: String?

  @Option(help: ArgumentHelp("Only jobs of this queue.", valueName: "name"))
  var queue: String?

  init() {}

  mutating func validate() throws {
    if type != nil, queue != nil {
      throw ValidationError("--type and --queue are two pauses; make one after the other")
    }
  }

  var scope: PauseScope {
    type.map(PauseScope.type) ?? queue.map(PauseScope.queue) ?? .everything
  }

  /// Whether some type or job is concerned, as far as anybody knows.
  func isKnown(to engine: Engine) throws -> Bool {
    if let type {
      let names = engine.read { state in state.typeDefinitions.map(\.name) + state.stats.types.map(\.name) }
      return type == Limits.commandType || names.contains(type)
    }
    guard let queue else { return true }
    if engine.read({ $0.typeDefinitions.contains { $0.queue == queue } }) { return true }
    let filter = try JobFilter(parsing: "queue:\(queue)", now: SystemTime().now())
    return engine.read { !$0.jobs(matching: filter, limit: 1).isEmpty }
  }

  /// The scope in words.
  var text: String {
    type.map { "type \($0)" } ?? queue.map { "queue \($0)" } ?? "everything"
  }
}
