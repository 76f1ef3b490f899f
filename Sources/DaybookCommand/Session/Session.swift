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
    let workplace = options.workplace
    let engine = workplace.isReadOnly ? try workplace.openForReading() : try workplace.openForChanging()
    defer { engine.close() }
    let worker = OwnWorker(options: options)
    let thread = try UserInterfaceThread()
    let ending = try await thread.run {
      let terminal = try CursesTerminal.open(options: TerminalOptions(color: options.color), thread: thread)
      defer { terminal.close() }
      let loop = ConsoleLoop(
        terminal: terminal, thread: thread, engine: engine, worker: worker, theme: theme, options: options)
      return try loop.run()
    }
    try await Departure(
      engine: engine, worker: worker, context: options.context, program: options.program
    ).leave(ending)
  }
}
