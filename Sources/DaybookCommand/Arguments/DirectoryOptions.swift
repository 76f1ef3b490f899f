package import ArgumentParser
package import CursesTerminal

/// Where a command works, for whom, and how it prints.
package struct DirectoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The state directory.", discussion: "Else $DAYBOOK_DIR, else $XDG_STATE_HOME/daybook.", valueName: "dir"))
  package var dir: String?

  @Option(
    name: [.customLong("config"), .customLong("jobs")],
    help: ArgumentHelp(
      "The jobs file.", discussion: "Else $DAYBOOK_CONFIG, else $XDG_CONFIG_HOME/daybook/daybook.toml.",
      valueName: "file"))
  package var config: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("Act for another user.", valueName: "user"))
  package var owner: String?

  @Flag(help: "Print JSON, one object a line.")
  package var json = false

  @Option(help: ArgumentHelp("When to colour.", valueName: "when"))
  package var color: ColorChoice = .auto

  @Flag(help: "Refuse everything that would change the journal.")
  package var readOnly = false

  @Flag(
    help: ArgumentHelp(
      "Work in a directory on a network file system.",
      discussion: "Locks cannot be relied on there: only where one machine ever uses the directory."))
  package var allowNetwork = false

  package init() {}
}
