package import ArgumentParser

/// How the console or its headless twin runs; other commands accept these and have no use for them.
package struct ScreenOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The console's colours: a shipped theme or a file.", valueName: "theme"))
  package var theme: String?

  @Flag(help: "Only watch and steer: start no worker.")
  package var noWorkers = false

  @Flag(name: .customLong("no-ui"), help: "Run jobs and schedules without a screen.")
  package var noInterface = false

  @Option(help: ArgumentHelp("The log of --no-ui: auto, human or json.", valueName: "format"))
  package var logFormat: LogFormat = .auto

  package init() {}
}

/// How `--no-ui` logs.
package enum LogFormat: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// For people on a terminal, else JSON.
  case auto
  case human
  case json
}
