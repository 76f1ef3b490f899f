import Daybook
import Settings

/// `parameters.NAME = { type = …, default = … }`: one value that the payload of a job may give.
struct ParameterSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  var definition: ParameterDefinition {
    let kinds: KeyValuePairs<String, ParameterDefinition.Kind> = [
      "string": .string, "integer": .integer, "number": .number, "boolean": .boolean,
    ]
    let kind = table.choice("type", from: kinds) ?? .string
    return ParameterDefinition(name: table.name, kind: kind, defaultText: defaultText(of: kind))
  }

  private func defaultText(of kind: ParameterDefinition.Kind) -> String? {
    switch kind {
    case .string: table.string("default")
    case .integer: table.integer("default").map(String.init)
    case .boolean: table.boolean("default").map { "\($0)" }
    case .number:
      table.kind(of: "default") == .integer
        ? table.integer("default").map(String.init) : table.double("default").map { "\($0)" }
    }
  }
}
