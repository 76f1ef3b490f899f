/// `NAME = value`: a variable in the environment of the entries below it.
///
/// Read as Debian's cron reads it: name and value may stand in quotes, blanks around `=` do not count, nothing is
/// expanded, and a `#` after the value belongs to the value.
package struct EnvironmentSetting: Hashable, Sendable {
  /// Empty for `=value`, which cron takes as well.
  package let name: String
  package let value: String
  /// `NAME=` with nothing after it, which Debian's cron takes for a broken entry and cronie for an empty value.
  package let isBare: Bool

  package init(name: String, value: String, isBare: Bool = false) {
    self.name = name
    self.value = value
    self.isBare = isBare
  }

  /// Reads a line without leading blanks; nil when it is no setting.
  init?(_ line: [Unicode.Scalar]) {
    var rest = line[...]
    guard let name = Self.takeName(from: &rest) else { return nil }
    rest = rest.drop(while: \.isCSpace)
    guard rest.popFirst() == "=" else { return nil }
    rest = rest.drop(while: \.isCSpace)
    guard let value = Self.value(rest) else { return nil }
    self.init(name: Self.text(name), value: Self.text(Self.withoutInnerQuotes(value)), isBare: rest.isEmpty)
  }

  private static func takeName(from rest: inout ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard let quote = rest.first, quote.isQuote else {
      let name = rest.prefix { !$0.isCSpace && $0 != "=" }
      rest = rest.dropFirst(name.count)
      return name
    }
    let name = rest.dropFirst().prefix { $0 != quote && $0 != "=" }
    rest = rest.dropFirst(name.count + 1)
    return rest.popFirst() == quote ? name : nil
  }

  private static func value(_ rest: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar>? {
    guard let quote = rest.first, quote.isQuote else { return trimmed(rest) }
    let value = rest.dropFirst().prefix { $0 != quote }
    let end = rest.dropFirst(value.count + 1)
    // An open quote, or anything but blanks after the closing one, makes the line an entry.
    return end.first == quote && end.dropFirst().allSatisfy(\.isCSpace) ? value : nil
  }

  /// Debian's cron trims the value once more, and takes a second pair of quotes off it.
  private static func withoutInnerQuotes(_ value: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let value = trimmed(value)
    guard value.count >= 2, let quote = value.first, quote.isQuote, value.last == quote else { return value }
    return value.dropFirst().dropLast()
  }

  private static func trimmed(_ text: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    let end = text.lastIndex { !$0.isCSpace }
    return end.map { text[...$0] } ?? []
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

extension Unicode.Scalar {
  /// What C calls white space.
  var isCSpace: Bool { self == " " || ("\t"..."\r").contains(self) }
  /// What separates the fields of a crontab.
  var isCrontabBlank: Bool { self == " " || self == "\t" }

  fileprivate var isQuote: Bool { self == "'" || self == "\"" }
}
