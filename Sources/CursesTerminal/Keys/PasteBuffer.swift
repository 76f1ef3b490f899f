/// Text that arrives between the marks of a bracketed paste.
struct PasteBuffer {
  /// Bytes kept of one paste; the rest is dropped. Nobody pastes more into a prompt on purpose.
  static let limit = 1 << 20

  private var bytes: [UInt8] = []

  mutating func append(_ byte: UInt8) {
    if bytes.count < Self.limit { bytes.append(byte) }
  }

  /// What was pasted without its controls: terminals send a carriage return for a new line, and a tab becomes a blank.
  var text: String {
    var text = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\r": text.append("\n")
      case "\n": if !afterReturn { text.append("\n") }
      case "\t": text.append(" ")
      default: if scalar.properties.generalCategory != .control { text.append(scalar) }
      }
      afterReturn = scalar == "\r"
    }
    return String(text)
  }
}
