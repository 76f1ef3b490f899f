extension CursesTerminal {
  /// Characters that stand for six bits each in base 64.
  private static let sextets = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Hands `text` to the terminal for the clipboard; false if its type has none.
  ///
  /// Nothing says whether the terminal, or a multiplexer before it, took it.
  package func copyToClipboard(_ text: String) -> Bool {
    guard capabilities.clipboard, !hasHungUp else { return false }
    teletype.write("\u{1B}]52;c;\(Self.base64(Array(text.utf8)))\u{07}")
    return true
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for offset in 0..<3 { bits = bits << 8 | (offset < group.count ? Int(group[start + offset]) : 0) }
      for position in 0..<4 {
        let isPadding = position > group.count
        encoded.append(isPadding ? UInt8(ascii: "=") : sextets[bits >> (18 - 6 * position) & 0x3F])
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
