/// Compares a payload with the parameters of its type: at enqueue, and again before the handler runs.
package struct PayloadCheck {
  private let type: String
  private let parameters: [ParameterDefinition]
  /// Whether the payload has to be JSON at all.
  private let isCommand: Bool

  /// By what was declared.
  package init(_ definition: TypeDefinition) {
    type = definition.name
    parameters = definition.parameters
    isCommand = definition.command != nil
  }

  /// By what a worker says of a type.
  init(type: String, parameters: [ParameterDefinition]) {
    self.type = type
    self.parameters = parameters
    isCommand = false
  }

  /// Throws `.invalidInput` that names the parameter and what to write.
  package func validate(_ payload: [UInt8]) throws(DaybookError) {
    _ = try arguments(payload)
  }

  /// The text of every parameter, from the payload or its default; what `{name}` in a command stands for.
  package func arguments(_ payload: [UInt8]) throws(DaybookError) -> [String: String] {
    guard isCommand || !parameters.isEmpty else { return [:] }
    var values: [String: JSONValue] = [:]
    if !payload.isEmpty {
      let value = try JSONValue(parsing: payload)
      if case .object(let object) = value {
        values = object
      } else if !parameters.isEmpty {
        throw DaybookError(.invalidInput, "the payload of \(type) is a JSON object, not \(value.typeName)")
      }
    }
    guard !parameters.isEmpty else { return [:] }
    try refuseUnknown(values)
    var arguments: [String: String] = [:]
    for parameter in parameters { arguments[parameter.name] = try text(of: parameter, in: values) }
    return arguments
  }

  private func refuseUnknown(_ values: [String: JSONValue]) throws(DaybookError) {
    let known = parameters.map(\.name)
    guard let unknown = values.keys.sorted().first(where: { !known.contains($0) }) else { return }
    throw DaybookError(
      .invalidInput,
      "\(type) has no parameter '\(unknown)': it takes \(known.joined(separator: ", "))")
  }

  private func text(
    of parameter: ParameterDefinition, in values: [String: JSONValue]
  ) throws(DaybookError) -> String {
    guard let value = values[parameter.name], value != .null else {
      if let text = parameter.defaultText { return text }
      throw DaybookError(
        .invalidInput,
        "\(type) needs parameter '\(parameter.name)': write {\"\(parameter.name)\": <\(parameter.kind)>}")
    }
    switch (parameter.kind, value) {
    case (.string, .string(let text)): return text
    case (.integer, .integer(let number)), (.number, .integer(let number)): return String(number)
    case (.number, .number(let number)): return String(number)
    case (.boolean, .boolean(let flag)): return String(flag)
    default:
      throw DaybookError(
        .invalidInput,
        "parameter '\(parameter.name)' of \(type) is a \(parameter.kind), not \(value.typeName)")
    }
  }
}
