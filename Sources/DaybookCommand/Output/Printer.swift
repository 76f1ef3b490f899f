import Console
package import CursesTerminal

/// Prints what a command has to say: results on standard output, talk on standard error.
package struct Printer: Sendable {
  package let context: CommandContext
  /// Whether results are JSON, one object a line.
  package let isJSON: Bool
  /// How hints call this program: with `--dir` when the command line named the directory.
  package let program: String
  private let usesColor: Bool
  private let talkUsesColor: Bool

  package init(_ options: GlobalOptions, context: CommandContext = .current) {
    self.context = context
    isJSON = options.json
    program = options.dir.map { "daybook --dir \(ShellSyntax.looksLikeShell($0) ? "'\($0)'" : $0)" } ?? "daybook"
    usesColor = options.color.isOn(for: context.output, context: context)
    talkUsesColor = options.color.isOn(for: context.talk, context: context)
  }

  /// One line of results.
  package func line(_ text: String, _ tint: Tint = .plain) throws {
    try context.output.write((usesColor ? tint.applied(to: text) : text) + "\n")
  }

  /// Several lines of results in one write.
  package func lines(_ lines: [String]) throws {
    if !lines.isEmpty { try context.output.write(lines.joined(separator: "\n") + "\n") }
  }

  /// One object as a line of JSON.
  package func json(_ value: JSONText) throws {
    try context.output.write(value.bytes + [UInt8(ascii: "\n")])
  }

  /// Several objects, one a line, in one write.
  package func json(_ values: [JSONText]) throws {
    var bytes: [UInt8] = []
    for value in values { bytes += value.bytes + [UInt8(ascii: "\n")] }
    if !bytes.isEmpty { try context.output.write(bytes) }
  }

  /// A table, cut to the width of the terminal.
  package func table(_ table: Table) throws {
    try lines(table.lines(width: context.output.isTerminal ? context.output.columns : nil, usesColor: usesColor))
  }

  /// A remark for people on one line, with nothing in it that could steer their terminal.
  package func talk(_ text: String, _ tint: Tint = .dim) {
    let line = SafeText.line(text)
    // A remark that cannot be written must not stop the work it is about.
    try? context.talk.write((talkUsesColor ? tint.applied(to: line) : line) + "\n")
  }

  /// Text from files and jobs with nothing in it that could steer a terminal.
  package func safe(_ text: String) -> String { SafeText.line(text) }

  /// `text` in a colour, where results are coloured.
  package func tinted(_ text: String, _ tint: Tint) -> String {
    usesColor ? tint.applied(to: text) : text
  }
}

extension ColorChoice {
  /// Whether lines written to `output` are coloured.
  package func isOn(for output: TextOutput, context: CommandContext) -> Bool {
    switch self {
    case .never, .mono: false
    case .auto: output.isTerminal && context.variable("NO_COLOR") == nil && context.variable("TERM") != "dumb"
    case .always, .truecolor, .palette256, .palette16: true
    }
  }
}
