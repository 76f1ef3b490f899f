/// Text that tries to steer a terminal or to look like something else.
enum HostileText {
  static let names = [
    "\u{1B}[31mred\u{1B}[0m",
    "\u{1B}]0;owned\u{7}title",
    "\u{1B}]8;;http://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\",
    "\u{1B}[2J\u{1B}[Hwiped",
    "\u{1B}P1;1|17/ab\u{1B}\\device",
    "never closed \u{1B}]52;c;aGk= and more",
    "evil\u{202E}gnp.exe",
    "zero\u{200B}width\u{FEFF}\u{2060}",
    "two\nlines\r\nhere",
    "tab\there",
    "日本語テキスト",
    "👨‍👩‍👧 family ⚠️ 🇩🇪",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}algo",
    "\u{301}leading mark",
    "한국어 ｆｕｌｌ",
    "\u{9B}31mC1 csi",
    "soh\u{1}bell\u{7}del\u{7F}",
  ]

  /// Every control of ASCII and of the second set, each in a line of its own, and broken UTF-8.
  static let lines: [[UInt8]] = {
    let controls = (Array(0x00...0x1F) + Array(0x7F...0x9F)).map { value -> [UInt8] in
      let scalar = Unicode.Scalar(UInt32(value)).map(String.init) ?? ""
      return Array("\(String(value, radix: 16)) <\(scalar)>".utf8)
    }
    return controls + [Array("bytes <".utf8) + [0xFF, 0xC0, 0xAF, 0xE2, 0x82] + Array(">".utf8)]
  }()
}
