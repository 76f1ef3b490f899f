/// JSON whose keys keep their order and whose absent values are written as null: what `--json` prints.
package indirect enum JSONText: Hashable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([Member])
  /// Text that is JSON already, on one line, such as a payload.
  case raw([UInt8])

  /// One key and its value.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: JSONText
  }

  /// An object whose keys are written in this order.
  package static func object(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// A string, or null.
  package static func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }

  /// A whole number, or null.
  package static func count(_ value: (some BinaryInteger)?) -> JSONText {
    value.map { .integer(Int64(clamping: $0)) } ?? .null
  }

  /// The text on one line without blanks.
  package var bytes: [UInt8] {
    var output: [UInt8] = []
    append(to: &output)
    return output
  }

  /// The text on one line without blanks.
  package var description: String { String(decoding: bytes, as: UTF8.self) }

  private func append(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .boolean(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += "\(value)".utf8
    // JSON has no word for infinity or for what is no number.
    case .number(let value): output += (value.isFinite ? "\(value)" : "null").utf8
    case .string(let text): Self.append(text, to: &output)
    case .raw(let bytes): output += bytes
    case .array(let elements):
      Self.append(elements, between: "[", and: "]", to: &output) { $0.append(to: &$1) }
    case .object(let members):
      Self.append(members, between: "{", and: "}", to: &output) { member, output in
        Self.append(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.append(to: &output)
      }
    }
  }

  private static func append<Element>(
    _ elements: [Element], between start: Unicode.Scalar, and end: Unicode.Scalar, to output: inout [UInt8],
    _ body: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: start))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      body(element, &output)
    }
    output.append(UInt8(ascii: end))
  }

  private static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\"".utf8
      case "\\": output += "\\\\".utf8
      case "\n": output += "\\n".utf8
      case "\r": output += "\\r".utf8
      case "\t": output += "\\t".utf8
      // Also those above ASCII: a listing may be read on a terminal, and escapes mean the same to a parser.
      case _ where Self.mustBeEscaped(scalar): Self.append(escaped: scalar, to: &output)
      default: output += String(scalar).utf8
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  private static func append(escaped scalar: Unicode.Scalar, to output: inout [UInt8]) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
    }
  }
}

extension JSONText: CustomStringConvertible {}
