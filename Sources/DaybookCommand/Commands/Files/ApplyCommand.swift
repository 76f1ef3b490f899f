import ArgumentParser
import Daybook
import Settings

/// `daybook apply`: makes the directory agree with the jobs file now.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply a jobs file now; --plan shows what would change.",
    discussion: """
      A worker applies its jobs file by itself, when it starts and whenever the file is saved. What a file no longer \
      declares is switched off and shown as orphaned; what other files declared stays untouched.

      Exit code: 0 done or nothing to do, 1 the file is not right, 4 another file declares the same name.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Only show what would change.")
  var plan = false

  @Argument(help: ArgumentHelp("The jobs file.", valueName: "file"))
  var file: String?

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let path = try JobsFileChoice(argument: file, option: global.config).path(printer.context)
    let jobs = try JobsFile.load(path, owner: workplace.owner, context: printer.context)
    let changes = try await changes(jobs.declarations, workplace)
    try DeclarationReport(changes, isPlan: plan).print(file: path, printer)
  }

  private func changes(_ declarations: Declarations, _ workplace: Workplace) async throws -> DeclarationChanges {
    let engine = plan ? try workplace.openForPlanning() : try workplace.openForChanging()
    defer { engine.close() }
    return plan ? try engine.preview(declarations) : try await engine.perform(ApplyDeclarations(declarations))
  }
}
