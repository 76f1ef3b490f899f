import CNcurses
import Console

/// The text of one cell, fitted to the columns the surface gives it.
///
/// The last guard before the terminal: whatever a cell holds, only one visible character with marks on it leaves here,
/// and as wide as the C library, and therefore ncurses, believes it to be.
struct CellText {
  /// The base character, its marks and a final zero: what `setcchar` takes.
  private(set) var scalars: [wchar_t]
  /// Columns the text really takes: 1 or 2.
  private(set) var columns = 1

  /// ncurses keeps a character and four marks in a cell.
  private static let markLimit = 4

  init() {
    scalars = Array(repeating: 0, count: Self.markLimit + 2)
  }

  /// Takes over what fits of `content` in `columns`; what cannot be shown becomes a question mark or a blank.
  mutating func fit(_ content: Cell.Content, columns: Int) {
    switch content {
    case .scalar(let scalar):
      set(scalar, columns: columns)
    case .cluster(let text):
      guard let base = text.unicodeScalars.first else { return set(" ", columns: columns) }
      set(base, columns: columns)
      if scalars[0] == wchar_t(base.value) { add(text.unicodeScalars.dropFirst()) }
    // A continuation without the wide character it continues.
    case .continuation:
      set(" ", columns: columns)
    }
  }

  private mutating func set(_ scalar: Unicode.Scalar, columns wanted: Int) {
    var shown = scalar
    columns = Int(scalar.isPrintableASCII ? 1 : daybook_scalar_columns(scalar.value))
    if columns < 1 || Self.isControl(scalar) {
      (shown, columns) = ("?", 1)
    } else if columns > wanted {
      (shown, columns) = (" ", 1)
    }
    scalars[0] = wchar_t(shown.value)
    scalars[1] = 0
  }

  private mutating func add(_ marks: Substring.UnicodeScalarView) {
    var count = 0
    for mark in marks where Self.isMark(mark) && count < Self.markLimit {
      count += 1
      scalars[count] = wchar_t(mark.value)
    }
    scalars[count + 1] = 0
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isPrintableASCII { return false }
    return scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
  }

  /// Terminals disagree about variation selectors, and joiners are no marks.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard !(0xFE00...0xFE0F).contains(scalar.value), daybook_scalar_columns(scalar.value) == 0 else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintableASCII: Bool { value >= 0x20 && value < 0x7F }
}
