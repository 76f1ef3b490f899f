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

  /// The scope in words.
  var text: String {
    type.map { "type \($0)" } ?? queue.map { "queue \($0)" } ?? "everything"
  }
}
