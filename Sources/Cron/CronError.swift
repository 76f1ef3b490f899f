/// Why an expression, a time or a time zone was refused, where, and what to write instead.
public struct CronError: Error, Sendable, Equatable {
  /// What kind of mistake it is; new kinds may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case tooLong, fieldCount, unknownMacro, emptyItem, unexpectedCharacter, unknownName, outOfRange, reversedRange
      case badStep, misplacedSymbol, impossibleDate, timeZoneConflict, badTimeZoneName, unknownTimeZone
      case damagedTimeZone, unreadableTimeZone, malformedTime
    }

    private let kind: Kind

    /// The expression is longer than `CronExpression.maximumLength`.
    public static let tooLong = Code(kind: .tooLong)
    /// There are neither five nor six fields.
    public static let fieldCount = Code(kind: .fieldCount)
    /// A word after `@` that stands for no expression.
    public static let unknownMacro = Code(kind: .unknownMacro)
    /// A list has an item with nothing in it.
    public static let emptyItem = Code(kind: .emptyItem)
    /// A character that cannot stand where it does.
    public static let unexpectedCharacter = Code(kind: .unexpectedCharacter)
    /// A word that is no month or day of the week, or stands in a field without names.
    public static let unknownName = Code(kind: .unknownName)
    /// A value outside its field's range.
    public static let outOfRange = Code(kind: .outOfRange)
    /// A range whose end comes before its start.
    public static let reversedRange = Code(kind: .reversedRange)
    /// A step that is missing or zero.
    public static let badStep = Code(kind: .badStep)
    /// `L`, `W`, `#` or `?` where it has no meaning.
    public static let misplacedSymbol = Code(kind: .misplacedSymbol)
    /// A day that none of the months named has.
    public static let impossibleDate = Code(kind: .impossibleDate)
    /// The expression names one zone and its caller another.
    public static let timeZoneConflict = Code(kind: .timeZoneConflict)
    /// Text that cannot be the name of a zone.
    public static let badTimeZoneName = Code(kind: .badTimeZoneName)
    /// The zone database has no such zone.
    public static let unknownTimeZone = Code(kind: .unknownTimeZone)
    /// A zone file whose content is not what it should be.
    public static let damagedTimeZone = Code(kind: .damagedTimeZone)
    /// A zone file that is there and cannot be read.
    public static let unreadableTimeZone = Code(kind: .unreadableTimeZone)
    /// Text that is not an RFC 3339 time.
    public static let malformedTime = Code(kind: .malformedTime)

    /// The name of the kind, for logs.
    public var description: String { kind.rawValue }
  }

  /// What kind of mistake it is.
  public let code: Code
  /// The field at fault (`minute`, `day-of-week`, …); nil when it is none in particular.
  public let field: String?
  /// Offset of the character at fault in `text`, from 0, in characters; nil when no character is.
  public let column: Int?
  /// The expression or time as it was written; nil for errors about zone files.
  public let text: String?
  /// The reason, and what to write instead.
  public let message: String

  init(_ code: Code, field: String? = nil, text: String? = nil, column: Int? = nil, _ message: String) {
    self.code = code
    self.field = field
    self.column = column
    self.text = text
    self.message = message
  }

  /// Two lines: the text as written and a caret under the character at fault; nil when no character is.
  public var diagram: String? {
    guard let text, let column else { return nil }
    // A tab or line break would part the caret from its character.
    let line = String(text.map { $0.isWhitespace ? " " : $0 })
    return line + "\n" + String(repeating: " ", count: column) + "^"
  }
}

extension CronError: CustomStringConvertible {
  /// The field, the message, and the diagram when there is one.
  public var description: String {
    let sentence = field.map { "\($0): \(message)" } ?? message
    return diagram.map { "\(sentence)\n\($0)" } ?? sentence
  }
}
