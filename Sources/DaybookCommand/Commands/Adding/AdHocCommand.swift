import Daybook

/// A command given on the command line, as the payload of a job of type `command`.
package struct AdHocCommand: Hashable, Sendable {
  /// The program and its arguments; with a shell, its one line.
  package var words: [String]
  package var usesShell: Bool
  /// Absolute.
  package var workingDirectory: String
  package var fileModeMask: Int
  package var environment: [String: String]
  /// What it reads on standard input; nil is nothing.
  package var input: String?

  /// The label of a job that was given none: the program's base name.
  package var label: String {
    let first = usesShell ? words.first.flatMap { $0.split(separator: " ").first.map(String.init) } : words.first
    let name = PathText.baseName(of: first ?? Limits.commandType)
    return String(name.prefix(60))
  }

  /// The payload.
  package var payload: [UInt8] {
    let variables = environment.sorted { $0.key < $1.key }
    return JSONText.object([
      "command": .array(words.map(JSONText.string)),
      "shell": .boolean(usesShell),
      "cwd": .string(workingDirectory),
      "umask": .integer(Int64(fileModeMask)),
      "env": .object(variables.map { JSONText.Member(key: $0.key, value: .string($0.value)) }),
      "input": .text(input),
    ]).bytes
  }

  /// The words of the command in a payload; nil for jobs of other types.
  package static func words(inPayload payload: [UInt8], type: String) -> [String]? {
    guard type == Limits.commandType, case .object(let members) = try? JSONValue(parsing: payload),
      case .array(let words) = members["command"]
    else { return nil }
    return words.compactMap { if case .string(let word) = $0 { word } else { nil } }
  }
}
