/// Text that a reader of TOML takes back as it was: the values, keys and comments of a file that a program writes.
///
/// Nothing invisible is written as it is: control and formatting characters, and line breaks outside strings of several
/// lines, become escapes, so that what a person sees in the file is what it says.
package enum TOMLText {
  /// A string, in the kind of quotes in which it reads best.
  ///
  /// U+0000 is written as an escape, which a settings file refuses to hold.
  package static func string(_ text: String) -> String {
    let scalars = text.unicodeScalars
    if scalars.contains("\n"), scalars.allSatisfy({ $0 == "\n" || isPlain($0) }) {
      if !text.utf8.contains(.singleQuote) { return "'''\n\(text)'''" }
      return "\"\"\"\n\(escaped(text, isMultiline: true))\"\"\""
    }
    let needsEscape = scalars.contains { $0 == "\"" || $0 == "\\" || !isPlain($0) }
    guard needsEscape else { return "\"\(text)\"" }
    let fitsLiteral = scalars.allSatisfy { $0 != "'" && isPlain($0) }
    return fitsLiteral ? "'\(text)'" : "\"\(escaped(text, isMultiline: false))\""
  }

  /// A key, bare where it may be.
  package static func key(_ name: String) -> String {
    if !name.isEmpty, name.utf8.allSatisfy(\.isBareKeyByte) { return name }
    return "\"\(escaped(name, isMultiline: false))\""
  }

  /// A comment of one line; what a comment cannot hold is shown as a replacement character.
  package static func comment(_ text: String) -> String {
    text.isEmpty ? "#" : "# " + Quoted.printable(text.unicodeScalars.map { $0 == "\t" ? " " : $0 })
  }

  /// Whether a character stands for itself in every kind of string.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool { scalar == "\t" || Quoted.isPrintable(scalar) }

  private static func escaped(_ text: String, isMultiline: Bool) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += isMultiline ? "\n" : "\\n"
      case "\r": output += "\\r"
      case "\t": output += isMultiline ? "\t" : "\\t"
      case _ where isPlain(scalar): output.unicodeScalars.append(scalar)
      default: output += escape(scalar)
      }
    }
    return output
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (letter, count) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
    return "\\\(letter)" + String(repeating: "0", count: count - digits.count) + digits
  }
}
