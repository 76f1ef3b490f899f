import Daybook

/// What one attempt will run, from its definition or its payload.
struct CommandPlan {
  let arguments: [String]
  let environment: [String: String]
  let workingDirectory: String
  let fileMask: UInt32?
  let input: StandardInput
  /// What standard input and `DAYBOOK_PAYLOAD` hold; an ad-hoc command's own description is not repeated to it.
  let passedPayload: [UInt8]

  init(_ attempt: AttemptContext, environment base: [String: String], directory: String) throws {
    if let definition = attempt.claimed.definition, let command = definition.command {
      let values = try PayloadCheck(definition).arguments(attempt.payload)
      // A value inside a shell's text would be read as code: a shell gets values as variables, never as text.
      let words =
        command.usesShell
        ? command.arguments : try CommandLineParameters(values).substitute(in: command.arguments)
      arguments = Self.words(words, usesShell: command.usesShell)
      environment = base.merging(command.environment) { $1 }.merging(Self.variables(values)) { $1 }
      workingDirectory = command.workingDirectory ?? directory
      fileMask = nil
      passedPayload = attempt.payload
      input = .bytes(attempt.payload)
    } else {
      let payload = try CommandPayload(parsing: attempt.payload)
      arguments = Self.words(payload.command, usesShell: payload.shell ?? false)
      environment = payload.env ?? base
      workingDirectory = payload.cwd ?? directory
      fileMask = payload.umask
      passedPayload = []
      input = payload.input.map { .bytes(Array($0.utf8)) } ?? .none
    }
  }

  /// `DAYBOOK_PARAM_PATH` for the parameter `path`.
  private static func variables(_ values: [String: String]) -> [String: String] {
    var variables: [String: String] = [:]
    for (name, value) in values {
      let upper = name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
      variables["DAYBOOK_PARAM_" + String(upper)] = value
    }
    return variables
  }

  /// A shell gets the words joined, as `ssh` and `watch` do; without one they are the arguments as they stand.
  private static func words(_ words: [String], usesShell: Bool) -> [String] {
    usesShell ? ["/bin/sh", "-c", words.joined(separator: " ")] : words
  }
}
