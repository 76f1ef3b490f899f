/// A settings file read as TOML, whose keys a schema then asks for one by one.
///
/// The document collects every problem instead of stopping at the first. The schema reads values from `root` and goes on
/// with nil or a default where one is wrong; at the end `finish` throws all there is to say, unknown keys included:
///
///     let document = try SettingsDocument(text: text, file: "daybook.toml")
///     let concurrency = document.root.table("scheduler")?.integer("concurrency", in: 1...1000) ?? 4
///     try document.finish()
///
/// A document and its tables are used by one task at a time.
package final class SettingsDocument {
  /// The largest file that is read, in bytes.
  package static let sizeLimit = 4 << 20

  /// The name that problems carry.
  package let file: String
  /// The table of the keys before the first header; every other table hangs below it.
  package let root: SettingsTable
  private let report: ProblemReport

  /// Reads the bytes of a file; throws `SettingsError` if they are not UTF-8 or not TOML.
  package init(bytes: [UInt8], file: String) throws(SettingsError) {
    let source = try SourceText(bytes, file: file)
    let node = try Grammar.parse(source)
    self.file = file
    report = ProblemReport(source)
    root = SettingsTable(name: "", node: node, report: report)
  }

  /// Reads a text; throws `SettingsError` if it is not TOML.
  package convenience init(text: String, file: String) throws(SettingsError) {
    try self.init(bytes: Array(text.utf8), file: file)
  }

  /// What is wrong so far, in the order of the file: reported problems, and keys that nobody asked for.
  ///
  /// Ask after the schema has read everything; a key not read yet counts as unknown.
  package var problems: [SettingsProblem] {
    let all = report.problems + root.unknownKeys()
    return Set(all).sorted { ($0.position, $0.message) < ($1.position, $1.message) }
  }

  /// Throws `SettingsError` with code `invalid` if anything is wrong.
  package func finish() throws(SettingsError) {
    let problems = problems
    if !problems.isEmpty { throw SettingsError(.invalid, problems) }
  }
}
