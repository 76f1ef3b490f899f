/// A value without quotes or brackets: a number, a boolean, a date or a time.
///
/// The parser aborts the process on some malformed ones (`1979-05-27T:` is one), so only what has the outline of a value
/// reaches it. It still decides what is one: the outline knows neither the length of months nor the rules for `_`.
struct BareValue {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  /// Whether the grammar may be asked about this text.
  var hasOutline: Bool {
    isWord || isBasedInteger || isNumber || isMoment
  }

  /// What to say about a text without the outline of a value.
  var refusal: String {
    guard !bytes.isEmpty else { return "a value is missing here" }
    return "\(Quoted(String(decoding: bytes, as: UTF8.self))) is not a TOML value; text needs quotes around it"
  }

  private var isWord: Bool {
    bytes.count <= 5
      && ["true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan"].contains { word in
        bytes.elementsEqual(word.utf8)
      }
  }

  /// `0x1F`, `0o755`, `0b1010`.
  private var isBasedInteger: Bool {
    var outline = Outline(bytes)
    return outline.take("0") && outline.take("xob")
      && outline.takeRun(of: "0123456789abcdefABCDEF_") && outline.isAtEnd
  }

  /// `-17`, `6.02e+23`.
  private var isNumber: Bool {
    var outline = Outline(bytes)
    _ = outline.take("+-")
    guard outline.takeRun(of: Outline.digits + "_") else { return false }
    if outline.take("."), !outline.takeRun(of: Outline.digits + "_") { return false }
    if outline.take("eE") {
      _ = outline.take("+-")
      guard outline.takeRun(of: Outline.digits + "_") else { return false }
    }
    return outline.isAtEnd && bytes.first != UInt8(ascii: "_")
  }

  /// `1979-05-27`, `07:32:00`, `1979-05-27T07:32:00.5-07:00`; a blank may stand for the T.
  private var isMoment: Bool {
    var outline = Outline(bytes)
    if outline.takeTime() { return outline.isAtEnd }
    guard outline.takeDate() else { return false }
    guard outline.take("Tt ") else { return outline.isAtEnd }
    guard outline.takeTime() else { return false }
    if !outline.take("Zz"), outline.take("+-") {
      guard outline.takePattern("00:00") else { return false }
    }
    return outline.isAtEnd
  }
}

/// Takes one piece of a value after the other.
private struct Outline {
  static let digits = "0123456789"

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Takes one byte out of a set.
  mutating func take(_ set: String) -> Bool {
    guard let first = rest.first, set.utf8.contains(first) else { return false }
    rest.removeFirst()
    return true
  }

  /// Takes as many bytes out of a set as there are, at least one.
  mutating func takeRun(of set: String) -> Bool {
    guard take(set) else { return false }
    while take(set) {}
    return true
  }

  /// Takes what looks like `pattern`, in which 0 stands for any digit; takes nothing if it is not there.
  mutating func takePattern(_ pattern: String) -> Bool {
    var trial = self
    for byte in pattern.utf8 {
      guard trial.take(byte == UInt8(ascii: "0") ? Self.digits : String(Unicode.Scalar(byte))) else { return false }
    }
    self = trial
    return true
  }

  mutating func takeDate() -> Bool { takePattern("0000-00-00") }

  mutating func takeTime() -> Bool {
    guard takePattern("00:00:00") else { return false }
    return !take(".") || takeRun(of: Self.digits)
  }
}
