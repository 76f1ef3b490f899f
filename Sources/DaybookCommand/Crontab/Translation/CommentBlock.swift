import Daybook

/// The comment lines since the last line of another kind: what describes the entry below them, and what does not.
struct CommentBlock {
  /// The lines that describe no entry; kept as comments.
  private(set) var others: [String] = []
  /// As written, for the case that they describe nothing in the end.
  private var candidates: [String] = []

  private let format: CrontabFormat

  /// The header that `crontab -e` offers.
  private static let headerWords = ["m", "h", "dom", "mon", "dow"]

  init(format: CrontabFormat) { self.format = format }

  mutating func add(_ comment: String) {
    candidates.append(comment.hasPrefix(" ") ? String(comment.dropFirst()) : comment)
    if !describes(comment.trimmingBlanks) { interrupt() }
  }

  /// A line of another kind that is no entry: the lines above it describe nothing.
  mutating func interrupt() {
    others += candidates
    candidates = []
  }

  /// The description for an entry right below; nil when there is none. The block is empty afterwards.
  mutating func takeDescription() -> String? {
    let lines = candidates.map(\.trimmingBlanks)
    candidates = []
    guard let end = lines.lastIndex(where: { !$0.isEmpty }) else { return nil }
    // Only the last paragraph: above it stand titles and licences.
    let start = lines[...end].lastIndex(of: "").map { $0 + 1 } ?? 0
    others += lines[..<start]
    let text = lines[start...end].joined(separator: " ")
    guard text.utf8.count > Limits.messageBytes else { return text }
    others += lines[start...end]
    return Self.shortened(text)
  }

  private static func shortened(_ text: String) -> String {
    var kept = text
    while kept.utf8.count > Limits.messageBytes - "…".utf8.count { kept.removeLast() }
    return kept + "…"
  }

  /// The lines that describe nothing. The block is empty afterwards.
  mutating func takeOthers() -> [String] {
    defer { others = [] }
    return others
  }

  /// Not an entry that is switched off, a setting that is, the usual header, or a ruler.
  private func describes(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    if words.starts(with: Self.headerWords) { return false }
    guard text.isEmpty || text.contains(where: { $0.isLetter || $0.isNumber }) else { return false }
    let scalars = Array(text.unicodeScalars)
    if let setting = EnvironmentSetting(scalars), !setting.name.contains(" "), setting.name == setting.name.uppercased()
    {
      return false
    }
    guard !scalars.isEmpty else { return true }
    var parser = EntryParser(scalars, from: 0, format: format)
    return (try? parser.parse()) == nil
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let scalars = unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.isCSpace }),
      let end = scalars.lastIndex(where: { !$0.isCSpace })
    else { return "" }
    return String(scalars[start...end])
  }
}
