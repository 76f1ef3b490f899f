/// One line in pieces, each with its role.
struct StyledLine: Equatable {
  struct Span: Equatable {
    var text: String
    var role: Role
  }

  private(set) var spans: [Span] = []

  init() {}

  init(_ text: String, _ role: Role = .text) {
    add(text, role)
  }

  var width: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }
  var isEmpty: Bool { spans.isEmpty }
  var text: String { spans.map(\.text).joined() }

  /// Adds a piece, made safe.
  mutating func add(_ text: String, _ role: Role = .text) {
    if !text.isEmpty { spans.append(Span(text: SafeText.line(text), role: role)) }
  }

  mutating func add(_ line: StyledLine) { spans += line.spans }

  /// Adds blanks up to a column.
  mutating func pad(to column: Int) {
    add(String(repeating: " ", count: max(0, column - width)))
  }

  /// The start of the line that fits, with an ellipsis where it was cut.
  func clipped(to columns: Int, ellipsis: String) -> StyledLine {
    guard width > columns else { return self }
    var line = StyledLine()
    let ellipsis = columns < 4 ? "" : ellipsis
    var room = max(0, columns - ellipsis.displayWidth)
    for span in spans {
      let text = span.text.clipped(to: room)
      line.add(text, span.role)
      room -= text.displayWidth
      if text.displayWidth < span.text.displayWidth { break }
    }
    line.add(ellipsis, line.spans.last?.role ?? .text)
    return line
  }
}
