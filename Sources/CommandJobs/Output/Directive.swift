import FoundationEssentials

/// A line of output by which a program speaks to the scheduler.
///
/// | line | meaning |
/// |---|---|
/// | `::progress 40` | 40 percent are done; 0 to 100, fractions allowed, `%` optional |
/// | `::log warn disk is nearly full` | a log entry; debug, info, warn (warning) or error |
/// | `::result {"rows": 12}` | the job's result: one JSON value, at most 1 MiB; the last one counts |
///
/// The line starts with the two colons. One that is wrong in any way is ordinary output, never an error: programs print
/// all sorts of things. All lines stay in the output file as they were written.
package enum Directive: Hashable, Sendable {
  /// The part done, 0 to 1.
  case progress(Double)
  /// A log entry; the text is safe to show.
  case log(LogLevel, String)
  /// The bytes of one JSON value.
  case result([UInt8])

  /// How much a log entry matters.
  package enum LogLevel: String, CaseIterable, Sendable {
    case debug, info, warn, error
  }

  /// The longest line that can be a directive, in bytes.
  package static let longestLine = longestResult + 16
  /// The largest result in bytes.
  package static let longestResult = 1 << 20

  /// The directive on a line, given without its line end; nil for ordinary output.
  package init?(line: [UInt8]) {
    guard line.starts(with: "::".utf8), line.count <= Self.longestLine else { return nil }
    let words = line.dropFirst(2).split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
    guard words.count == 2, let argument = Self.trimmed(words[1]) else { return nil }
    switch String(decoding: words[0], as: UTF8.self) {
    case "progress": self.init(progress: argument)
    case "log": self.init(log: argument)
    case "result": self.init(result: argument)
    default: return nil
    }
  }

  private init?(progress argument: ArraySlice<UInt8>) {
    let digits = argument.last == UInt8(ascii: "%") ? argument.dropLast() : argument
    // `Double` also reads "nan", "1e2" and hexadecimal, which nobody means here.
    guard digits.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
      let percent = Double(String(decoding: digits, as: UTF8.self)), percent <= 100
    else { return nil }
    self = .progress(percent / 100)
  }

  private init?(log argument: ArraySlice<UInt8>) {
    let words = argument.split(separator: UInt8(ascii: " "), maxSplits: 1)
    guard words.count == 2 else { return nil }
    let name = String(decoding: words[0], as: UTF8.self)
    guard let level = name == "warning" ? .warn : LogLevel(rawValue: name),
      let text = PlainText.line(Array(words[1]), limit: 1000)
    else { return nil }
    self = .log(level, text)
  }

  private init?(result argument: ArraySlice<UInt8>) {
    let bytes = Array(argument)
    guard bytes.count <= Self.longestResult, (try? JSONDecoder().decode(AnyJSON.self, from: Data(bytes))) != nil else {
      return nil
    }
    self = .result(bytes)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 }) else {
      return nil
    }
    return bytes[first...last]
  }
}

/// Any JSON value, decoded only to see that it is one.
private struct AnyJSON: Decodable {
  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let values = try? decoder.container(keyedBy: AnyKey.self) {
      for key in values.allKeys { _ = try values.decode(AnyJSON.self, forKey: key) }
    } else if var values = try? decoder.unkeyedContainer() {
      while !values.isAtEnd { _ = try values.decode(AnyJSON.self) }
    } else {
      try Self.checkScalar(decoder.singleValueContainer())
    }
  }

  private static func checkScalar(_ value: any SingleValueDecodingContainer) throws {
    if value.decodeNil() { return }
    if (try? value.decode(Bool.self)) != nil { return }
    if (try? value.decode(Double.self)) != nil { return }
    _ = try value.decode(String.self)
  }
}
