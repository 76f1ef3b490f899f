import Console
import CursesTerminal
import Daybook

/// The console of one directory: opens it, runs it on the screen's thread, and leaves it in good order.
enum Session {
  /// Returns when the operator has left.
  ///
  /// - Throws: what keeps the console from opening: no terminal, a damaged journal.
  static func run(_ options: LaunchOptions) async throws {
    let theme = try ThemeFinder(context: options.context).find(options.theme)
    var workplace = options.workplace
    workplace.durability = options.durability ?? .always
    let worker = OwnWorker(options: options)
    let thread = try UserInterfaceThread()
    let opening = Opening(workplace) { thread.wake() }
    defer { (try? opening.engine())?.close() }
    let visit = try await thread.run { () throws -> Visit? in
      try opening.waitBriefly()
      let terminal = try CursesTerminal.open(options: TerminalOptions(color: options.color), thread: thread)
      defer { terminal.close() }
      let directory = options.context.abbreviated(options.workplace.directory)
      let screen = OpeningScreen(terminal: terminal, directory: directory, theme: theme)
      guard let engine = try screen.show(until: opening) else { return nil }
      let loop = ConsoleLoop(
        terminal: terminal, thread: thread, engine: engine, worker: worker, theme: theme, options: options)
      return Visit(engine: engine, ending: try loop.run())
    }
    guard let visit else { return }
    try await Departure(
      engine: visit.engine, worker: worker, context: options.context, program: options.program
    ).leave(visit.ending)
  }

  /// What came of a console whose journal was opened.
  private struct Visit: Sendable {
    let engine: Engine
    let ending: ConsoleLoop.Ending
  }
}
