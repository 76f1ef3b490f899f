import CommandJobs
import Daybook
import Settings
import Spelling

/// `[jobs.NAME]`: a job type that runs a command.
struct JobSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  func definition(in place: DeclarationPlace) -> TypeDefinition {
    checkName()
    LaterKeys.refuse(LaterKeys.job, in: table)
    var definition = TypeDefinition(name: table.name, source: place.source)
    definition.purpose = table.purpose()
    definition.parameters = parameters()
    definition.command = command(in: place, parameters: definition.parameters)
    definition.queue = table.name("queue", of: "queue")
    definition.concurrency = table.integer("concurrency", in: 1...10_000)
    definition.maxRetries = table.retries()
    definition.backoff = table.table("backoff").map { BackoffSection($0).backoff }
    definition.timeoutMilliseconds = table.duration("timeout")
    definition.graceMilliseconds = table.duration("grace")
    return definition
  }

  private func checkName() {
    table.checkOwnName(of: "job")
    if table.name == Limits.commandType {
      table.problem("\"\(Limits.commandType)\" is the type of ad-hoc commands; choose another name")
    }
  }

  // MARK: Command

  private func command(in place: DeclarationPlace, parameters: [ParameterDefinition]) -> CommandDefinition? {
    table.require("command", "write command = [\"echo\", \"hello\"]")
    let usesShell = table.boolean("shell") ?? false
    let words = usesShell ? shellText() : words()
    let directory = table.string("cwd").map(place.absolute)
    let environment = table.stringTable("env") ?? [:]
    for name in environment.keys where name.isEmpty || name.contains("=") {
      table.problem("env", "\"\(name)\" cannot be the name of an environment variable")
    }
    guard let words else { return nil }
    // A shell gets the values as variables, and braces are its own.
    if !usesShell { checkParameters(in: words, parameters) }
    return CommandDefinition(
      arguments: words, usesShell: usesShell, workingDirectory: directory, environment: environment)
  }

  private func shellText() -> [String]? {
    if table.kind(of: "command") == .array {
      guard let words = table.stringArray("command") else { return nil }
      if words.count == 1 { return words }
      table.problem("command", "with shell = true the command is one string, such as \"ls | wc -l\"")
      return nil
    }
    return table.string("command").map { [$0] }
  }

  private func words() -> [String]? {
    if table.kind(of: "command") == .string, let text = table.string("command") {
      let words = text.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
      let isPlain = !text.contains(where: ShellSyntax.characters.contains)
      let advice = isPlain ? "write command = [\(words)]" : "write it as words, or add shell = true"
      table.problem("command", "a command is an array of words: \(advice)")
      return nil
    }
    guard let words = table.stringArray("command") else { return nil }
    if words.first?.isEmpty ?? true {
      table.problem("command", "the command has no program; write command = [\"echo\", \"hello\"]")
      return nil
    }
    return words
  }

  private func checkParameters(in words: [String], _ parameters: [ParameterDefinition]) {
    for (index, word) in words.enumerated() {
      do {
        for name in try CommandLineParameters.names(in: [word]) where !parameters.contains(where: { $0.name == name }) {
          let known = parameters.map(\.name)
          let hint = known.isEmpty ? "; declare parameters.\(name) = { type = \"string\" }" : ""
          let near = Suggestion.hint(for: name, in: known)
          table.problem(
            "command", "{\(name)} is no parameter of this job\(near.isEmpty ? hint : near)", element: index)
        }
      } catch {
        table.problem("command", error.message, element: index)
      }
    }
  }

  // MARK: Parameters

  private func parameters() -> [ParameterDefinition] {
    guard let parameters = table.table("parameters") else { return [] }
    return parameters.keys.sorted().compactMap { name in
      guard let section = parameters.table(name) else { return nil }
      return ParameterSection(section).definition
    }
  }
}
