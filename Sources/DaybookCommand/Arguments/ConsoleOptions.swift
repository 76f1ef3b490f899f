import ArgumentParser

/// The options of the commands that open the console, whose help also shows those of the screen.
struct ConsoleOptions: ParsableArguments {
  @OptionGroup(title: "Console Options") var screen: ScreenOptions
  @OptionGroup(title: "Worker Options") var worker: WorkerOptionsGroup
  @OptionGroup(title: "Global Options") var directory: DirectoryOptions

  init() {}

  var global: GlobalOptions { GlobalOptions(directory, screen: screen) }
}
