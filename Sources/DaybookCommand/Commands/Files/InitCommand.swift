import ArgumentParser
import Daybook

/// `daybook init`: writes a commented jobs file.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a jobs file with comments, to start from.",
    discussion: """
      Examples:
        daybook init                             (./daybook.toml)
        daybook init ~/.config/daybook/daybook.toml
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Overwrite a file that exists.")
  var force = false

  @Argument(help: ArgumentHelp("Where to write it.", valueName: "file"))
  var file: String = ConfigurationFile.name

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let path = printer.context.absolutePath(file)
    try FileText.write(JobsFileTemplate.text, to: path, shownAs: file, replaces: force)
    if printer.isJSON { return try printer.json(.object(["file": .string(path)])) }
    try printer.line(file)
    printer.talk("edit it, then: daybook check \(file) · daybook --config \(file)")
  }
}
