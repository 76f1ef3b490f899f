import Settings

extension JSONText {
  /// A value of a settings file as JSON; dates and times become strings.
  init(_ value: SettingsValue) {
    switch value {
    case .string(let text), .dateTime(let text): self = .string(text)
    case .integer(let number): self = .integer(Int64(number))
    case .double(let number): self = .number(number)
    case .boolean(let flag): self = .boolean(flag)
    case .array(let elements): self = .array(elements.map { JSONText($0) })
    case .table(let members): self = .object(members.map { Member(key: $0.name, value: JSONText($0.value)) })
    }
  }
}
