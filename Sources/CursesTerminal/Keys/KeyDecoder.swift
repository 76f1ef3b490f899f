import CNcurses
package import Console

/// Turns bytes and key codes from ncurses into keys and pastes.
///
/// One drain of the terminal is fed value by value and closed with `endOfDrain`: Escape and a character that arrived in
/// the same drain are one Alt key, Escape alone is the key. A control sequence nobody knows is swallowed whole, or its
/// letters would act as keys. UTF-8 may be split between drains.
package struct KeyDecoder {
  private enum State {
    case ground
    case escape
    case controlSequence(hasParameters: Bool)
    case singleShift
  }

  private var state = State.ground
  private var paste: PasteBuffer?
  private var partial: [UInt8] = []
  private var partialLength = 0
  private var withAlt = false
  private var events: [TerminalEvent] = []

  package init() {}

  /// Whether a paste began and has not ended.
  package var isPasting: Bool { paste != nil }

  /// Takes what `wgetch` returned: a byte, or a code above 255.
  package mutating func feed(_ code: Int32) {
    guard let byte = UInt8(exactly: code) else { return feed(keyCode: code) }
    if paste != nil {
      paste?.append(byte)
    } else {
      feed(byte: byte)
    }
  }

  /// Everything decoded so far, now that the terminal has no more for the moment.
  package mutating func endOfDrain() -> [TerminalEvent] {
    switch state {
    case .escape: emit(.escape)
    case .controlSequence(hasParameters: false): emit(.alt("["))
    case .singleShift: emit(.alt("O"))
    // The rest of the sequence is on its way.
    case .controlSequence(hasParameters: true), .ground: return take()
    }
    state = .ground
    return take()
  }

  /// Ends a paste whose end mark never came.
  package mutating func endPaste() {
    guard let ended = paste else { return }
    paste = nil
    events.append(.paste(ended.text))
  }

  private mutating func take() -> [TerminalEvent] {
    defer { events.removeAll() }
    return events
  }

  private mutating func emit(_ key: Key) {
    events.append(.key(key))
  }

  private mutating func feed(keyCode: Int32) {
    if keyCode == KeyTable.pasteEnd { return endPaste() }
    guard paste == nil else { return }
    let afterEscape = if case .escape = state { true } else { false }
    state = .ground
    partial.removeAll()
    // Alt and Backspace is a key of its own: it removes a word.
    if afterEscape, keyCode == KEY_BACKSPACE { return emit(.alt("\u{7F}")) }
    if afterEscape { emit(.escape) }
    if keyCode == KeyTable.pasteBegin {
      paste = PasteBuffer()
    } else if let key = KeyTable.key(code: keyCode) {
      emit(key)
    }
  }

  private mutating func feed(byte: UInt8) {
    switch state {
    case .ground:
      feed(ground: byte, alt: false)
    case .escape:
      feed(afterEscape: byte)
    case .controlSequence:
      switch byte {
      case 0x20...0x3F: state = .controlSequence(hasParameters: true)
      case 0x40...0x7E: state = .ground
      default: feed(ground: byte, alt: false)
      }
    case .singleShift:
      state = .ground
      if byte < 0x20 { feed(ground: byte, alt: false) }
    }
  }

  private mutating func feed(afterEscape byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["):
      state = .controlSequence(hasParameters: false)
    case UInt8(ascii: "O"):
      state = .singleShift
    case 0x00...0x1F:
      emit(.escape)
      feed(ground: byte, alt: false)
    default:
      feed(ground: byte, alt: true)
    }
  }

  private mutating func feed(ground byte: UInt8, alt: Bool) {
    state = .ground
    switch byte {
    case 0x1B:
      partial.removeAll()
      state = .escape
    case 0x7F where alt:
      emit(.alt("\u{7F}"))
    case 0x00...0x1F, 0x7F:
      partial.removeAll()
      emit(KeyTable.key(control: byte))
    case 0x20...0x7E:
      partial.removeAll()
      emit(Character(Unicode.Scalar(byte)), alt: alt)
    default:
      feed(part: byte, alt: alt)
    }
  }

  /// Collects the bytes of one character beyond ASCII; a wrong one discards what came before it.
  private mutating func feed(part byte: UInt8, alt: Bool) {
    if byte >= 0xC0 {
      partial = [byte]
      partialLength = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      withAlt = alt
    } else if !partial.isEmpty {
      partial.append(byte)
    }
    guard !partial.isEmpty, partial.count == partialLength else { return }
    if let text = String(validating: partial, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    {
      emit(Character(scalar), alt: withAlt)
    }
    partial.removeAll()
  }

  private mutating func emit(_ character: Character, alt: Bool) {
    emit(alt ? .alt(character) : .character(character))
  }
}
