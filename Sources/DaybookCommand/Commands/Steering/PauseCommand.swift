import ArgumentParser
import Daybook

/// `daybook pause`: stops jobs from starting.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Start no more jobs: of a type, of a queue, or at all.",
    discussion: "Running jobs finish, delays still mature, schedules still produce jobs. It lasts until daybook resume."
  )

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForChanging()
    defer { engine.close() }
    try await engine.perform(Pause(scope.scope))
    try printer.line("\(scope.text) is paused")
    // Not refused: the type or queue may come with a jobs file that no worker has applied yet.
    if try !scope.isKnown(to: engine) {
      let what = scope.type == nil ? "nothing uses \(scope.text) yet" : "no \(scope.text) is known yet"
      printer.talk("\(what); it is paused all the same", .yellow)
    }
  }
}
