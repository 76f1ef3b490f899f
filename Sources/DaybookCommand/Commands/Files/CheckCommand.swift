import ArgumentParser
import Daybook
import Settings

/// `daybook check`: is the jobs file right?
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a jobs file; every problem with file, line and column.",
    discussion: "Exit code: 0 it is right, 1 it is not. Without FILE, the one a worker would take.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("The jobs file.", valueName: "file"))
  var file: String?

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let path = try JobsFileChoice(argument: file, option: global.config).path(printer.context)
    do {
      let file = try JobsFile.load(path, owner: Workplace(global).owner, context: printer.context)
      try report(file, path: path, printer)
    } catch let error as SettingsError {
      try report(error, printer)
      throw ExitStatus.failed
    }
  }

  private func report(_ file: JobsFile, path: String, _ printer: Printer) throws {
    let declarations = file.declarations
    let (jobs, queues, schedules) = (
      declarations.types.count, declarations.queues.count, declarations.schedules.count
    )
    if printer.isJSON {
      return try printer.json(
        .object([
          "file": .string(path), "ok": .boolean(true), "jobs": .count(jobs), "queues": .count(queues),
          "schedules": .count(schedules),
        ]))
    }
    let counts = [Self.count(jobs, "job"), Self.count(queues, "queue"), Self.count(schedules, "schedule")]
    try printer.line("\(path): ok, \(counts.joined(separator: ", "))", .green)
  }

  private func report(_ error: SettingsError, _ printer: Printer) throws {
    if printer.isJSON {
      return try printer.json(
        error.problems.map { problem in
          .object([
            "file": .string(problem.file), "line": .count(problem.line), "column": .count(problem.column),
            "message": .string(problem.message),
          ])
        })
    }
    try printer.lines(error.problems.map(\.description))
    printer.talk("\(Self.count(error.problems.count, "problem"))", .red)
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
