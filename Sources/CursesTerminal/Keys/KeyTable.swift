import CNcurses
import Console

/// Which keys ncurses' codes and the sequences of common terminals mean.
package enum KeyTable {
  /// Codes of our own, above those that ncurses gives to what it finds in the terminal database.
  package static let pasteBegin: Int32 = 5000
  package static let pasteEnd: Int32 = 5001
  package static let controlLeft: Int32 = 5002
  package static let controlRight: Int32 = 5003

  /// Control sequences for these keys that terminals send, whatever their entry in the database says.
  static let sequences: [(sequence: String, code: Int32)] = [
    ("\u{1B}[200~", pasteBegin), ("\u{1B}[201~", pasteEnd),
    ("\u{1B}[Z", KEY_BTAB),
    ("\u{1B}[A", KEY_UP), ("\u{1B}OA", KEY_UP), ("\u{1B}[B", KEY_DOWN), ("\u{1B}OB", KEY_DOWN),
    ("\u{1B}[C", KEY_RIGHT), ("\u{1B}OC", KEY_RIGHT), ("\u{1B}[D", KEY_LEFT), ("\u{1B}OD", KEY_LEFT),
    ("\u{1B}[H", KEY_HOME), ("\u{1B}OH", KEY_HOME), ("\u{1B}[1~", KEY_HOME), ("\u{1B}[7~", KEY_HOME),
    ("\u{1B}[F", KEY_END), ("\u{1B}OF", KEY_END), ("\u{1B}[4~", KEY_END), ("\u{1B}[8~", KEY_END),
    ("\u{1B}[2~", KEY_IC), ("\u{1B}[3~", KEY_DC), ("\u{1B}[5~", KEY_PPAGE), ("\u{1B}[6~", KEY_NPAGE),
    // Control, and Alt, which means the same in prompts.
    ("\u{1B}[1;5D", controlLeft), ("\u{1B}[5D", controlLeft), ("\u{1B}Od", controlLeft), ("\u{1B}[1;3D", controlLeft),
    ("\u{1B}[1;5C", controlRight), ("\u{1B}[5C", controlRight), ("\u{1B}Oc", controlRight),
    ("\u{1B}[1;3C", controlRight),
    ("\u{1B}OP", KEY_F0 + 1), ("\u{1B}[11~", KEY_F0 + 1), ("\u{1B}[[A", KEY_F0 + 1),
    ("\u{1B}OQ", KEY_F0 + 2), ("\u{1B}[12~", KEY_F0 + 2), ("\u{1B}[[B", KEY_F0 + 2),
    ("\u{1B}OR", KEY_F0 + 3), ("\u{1B}[13~", KEY_F0 + 3), ("\u{1B}[[C", KEY_F0 + 3),
    ("\u{1B}OS", KEY_F0 + 4), ("\u{1B}[14~", KEY_F0 + 4), ("\u{1B}[[D", KEY_F0 + 4),
    ("\u{1B}[15~", KEY_F0 + 5), ("\u{1B}[[E", KEY_F0 + 5),
    ("\u{1B}[17~", KEY_F0 + 6), ("\u{1B}[18~", KEY_F0 + 7), ("\u{1B}[19~", KEY_F0 + 8),
    ("\u{1B}[20~", KEY_F0 + 9), ("\u{1B}[21~", KEY_F0 + 10), ("\u{1B}[23~", KEY_F0 + 11), ("\u{1B}[24~", KEY_F0 + 12),
  ]

  /// The key that a code of ncurses stands for; nil for keys the console has no use for.
  static func key(code: Int32) -> Key? {
    if code > KEY_F0, code <= KEY_F0 + 63 { return .function(Int(code - KEY_F0)) }
    return named[code]
  }

  /// The key that a control byte (0 to 31, 127) stands for.
  static func key(control byte: UInt8) -> Key {
    switch byte {
    case 0x00: .control(" ")
    case 0x08, 0x7F: .backspace
    case 0x09: .tab
    // Scripts send a line feed for Enter; no terminal in raw mode does.
    case 0x0A, 0x0D: .enter
    case 0x1B: .escape
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .control(Character(Unicode.Scalar(byte + 0x40)))
    }
  }

  private static let named: [Int32: Key] = [
    KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
    // With Shift.
    KEY_SR: .up, KEY_SF: .down, KEY_SLEFT: .left, KEY_SRIGHT: .right,
    KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
    // On the keypad.
    KEY_A1: .home, KEY_A3: .pageUp, KEY_C1: .end, KEY_C3: .pageDown, KEY_ENTER: .enter,
    KEY_IC: .insert, KEY_DC: .delete, KEY_BACKSPACE: .backspace, KEY_BTAB: .backTab,
    controlLeft: .controlLeft, controlRight: .controlRight,
  ]
}
