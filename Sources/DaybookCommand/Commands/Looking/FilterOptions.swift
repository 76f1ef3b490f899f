import ArgumentParser
import Daybook

/// `--where FILTER`, as every command that works on many jobs takes it.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .customLong("where"), parsing: .upToNextOption,
    help: ArgumentHelp(
      "Which jobs, such as state:failed type:mail* age:2h+ not:queue:gpu \"disk full\".",
      discussion: "Fields: \(JobFilter.fields.joined(separator: ", ")). Other words are searched for.",
      valueName: "filter"))
  var words: [String] = []

  init() {}

  /// Whether a filter was given.
  var isGiven: Bool { !words.isEmpty }

  /// The filter; every job when none was given.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` that names the word.
  func filter(now: Timestamp) throws(DaybookError) -> JobFilter {
    // A word that the shell has freed of its quotes keeps its blanks.
    let text = words.count > 1 ? words.map { $0.contains(" ") && !$0.contains("\"") ? "\"\($0)\"" : $0 } : words
    return try JobFilter(parsing: text.joined(separator: " "), now: now)
  }
}
