/// The characters that give TOML its shape.
extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let hash = UInt8(ascii: "#")
  static let dot = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")

  var isBlank: Bool { self == .space || self == .tab }
  var isLineBreak: Bool { self == .newline || self == .carriageReturn }
  var isQuote: Bool { self == .doubleQuote || self == .singleQuote }
  var isUTF8Continuation: Bool { self & 0b1100_0000 == 0b1000_0000 }

  /// Whether a number, a boolean or a date ends before this byte.
  var endsBareValue: Bool {
    isLineBreak || [.comma, .closeBracket, .closeBrace, .hash].contains(self)
  }

  /// Whether a key that holds this byte may do without quotes.
  var isBareKeyByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
