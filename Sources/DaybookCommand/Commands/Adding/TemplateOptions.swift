import ArgumentParser
import Daybook

/// What can be said of every job, whoever enqueues it: a command, a program, a schedule.
struct TemplateOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where it waits.", discussion: "Default: the type's queue.", valueName: "name"))
  var queue: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("-20 to 20, or critical, high, normal, low; higher runs first.", valueName: "n"),
    transform: { try OptionValue.priority($0) })
  var priority: Priority?

  @Option(
    help: ArgumentHelp("At most one live job has this key; a second enqueue returns the first.", valueName: "key"))
  var key: String?

  @Option(help: ArgumentHelp("What it is about, such as user-42; for filters.", valueName: "id"))
  var entity: String?

  @Option(help: ArgumentHelp("A name for people.", valueName: "text"))
  var label: String?

  @Option(name: .customLong("tag"), help: ArgumentHelp("A word for filters; may be repeated.", valueName: "word"))
  var tags: [String] = []

  @Option(help: ArgumentHelp("Retries after the first attempt.", valueName: "n"))
  var maxRetries: Int?

  @Option(help: ArgumentHelp("Attempts in all: --max-retries + 1.", valueName: "n"))
  var maxAttempts: Int?

  @Flag(help: "Never run it again, not even when the attempt was lost with its worker.")
  var once = false

  @Option(
    help: ArgumentHelp(
      "Waits between attempts: exponential, fixed or incremental, then :BASE and :CAP, such as fixed:30s.",
      valueName: "backoff"),
    transform: { try OptionValue.backoff($0) })
  var backoff: Backoff?

  @Option(
    help: ArgumentHelp("End an attempt after this time.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var timeout: Int64?

  @Option(
    help: ArgumentHelp("Between TERM and KILL when it is ended; 10s unless the type says.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var grace: Int64?

  init() {}

  mutating func validate() throws {
    if maxRetries != nil, maxAttempts != nil {
      throw ValidationError("--max-attempts is --max-retries + 1; write one of them")
    }
    if let maxAttempts, maxAttempts < 1 { throw ValidationError("--max-attempts is at least 1") }
    if once, maxRetries ?? 0 > 0 || maxAttempts ?? 1 > 1 {
      throw ValidationError("--once means no retries; leave out --max-retries")
    }
  }

  /// What was given.
  var change: TemplateChange {
    TemplateChange(
      queue: queue, priority: priority, key: key, entity: entity, label: label, tags: tags.isEmpty ? nil : tags,
      maxRetries: maxRetries ?? maxAttempts.map { $0 - 1 } ?? (once ? 0 : nil), backoff: backoff,
      timeoutMilliseconds: timeout, graceMilliseconds: grace, once: once)
  }
}
