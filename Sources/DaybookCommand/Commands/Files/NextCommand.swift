import ArgumentParser
import Cron
import Daybook

/// `daybook next`: when a cron expression or a schedule fires.
struct NextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Show when a cron expression or a schedule fires next.",
    discussion: """
      With --batch it reads JSON, one object a line: {"expr":"0 2 * * *","tz":"Europe/Paris","from":"2027-01-01T00:00:00Z",\
      "count":3}, and answers each as it comes with {"next":[...]} or {"error":"..."}; --tz, --from and --count are for \
      lines that leave them out.

      Examples:
        daybook next "30 2 * * MON-FRI" --tz America/New_York --explain
        daybook next nightly-backup --count 10
      """)

  /// The most fires that are computed at once.
  static let limit = 100_000

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(name: .customLong("tz"), help: ArgumentHelp("The time zone; else the host's.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("After this time, RFC 3339 or +5m; else after now.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("How many; else 5, with --explain 10.", valueName: "n"))
  var count: Int?

  @Flag(help: "Say what it means, how often it fires, and what may surprise.")
  var explain = false

  @Flag(help: "Answer one question a line from standard input.")
  var batch = false

  @Argument(help: ArgumentHelp("A cron expression (quote it) or the name of a schedule.", valueName: "expression"))
  var words: [String] = []

  init() {}

  private var wanted: Int { count ?? (explain ? 10 : 5) }

  mutating func validate() throws {
    if !(1...Self.limit).contains(wanted) { throw ValidationError("--count is 1 to \(Self.limit)") }
    if batch, !words.isEmpty {
      throw ValidationError("--batch reads expressions from standard input; leave out '\(words[0])'")
    }
    if batch, explain { throw ValidationError("--batch gives instants only; leave out --explain") }
    if !batch, words.isEmpty {
      throw ValidationError("say of what: daybook next \"0 2 * * *\", or the name of a schedule")
    }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let now = printer.context.time.now()
    let start = try from.map { try InstantText.parse($0, now: now) } ?? now
    if batch { return try await answer(printer, after: start) }
    let text = words.joined(separator: " ")
    if words.count == 1, Name.isValid(text) {
      return try await printSchedule(text, after: start, now: now, printer)
    }
    try print(try fires(of: text), after: start, now: now, printer)
  }

  private func answer(_ printer: Printer, after start: Timestamp) async throws {
    let standard = BatchQuestion(timeZone: timeZone, start: start, count: wanted)
    try await printer.context.input.forEachLine { line in
      try printer.json(standard.answer(to: line))
    }
  }

  /// - Throws: `CronError`; `DaybookError` with code `invalidInput` for what a shell has probably made of a bare star.
  private func fires(of text: String) throws -> CronFires {
    do {
      return try CronFires(expression: text, declaredZone: timeZone)
    } catch {
      let context = CommandContext.current
      let hasFile = words.contains { FileText.exists(context.absolutePath($0)) }
      guard words.count > 1, hasFile else { throw error }
      throw DaybookError(
        .invalidInput,
        "quote the expression, or the shell puts file names in the place of a star: daybook next \"0 2 * * *\"\n\(error)",
        cause: error)
    }
  }

  private func printSchedule(
    _ name: String, after start: Timestamp, now: Timestamp, _ printer: Printer
  ) async throws {
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let owner = global.owner
    let schedule = try await engine.suggestingSchedule(name) {
      do {
        return try engine.read { try $0.findSchedule(named: name, owner: owner) }
      } catch let error as DaybookError where error.code == .notFound {
        throw Self.unknown(name)
      }
    }
    if !schedule.isEnabled {
      printer.talk("\(name) is off; to switch it on: \(printer.program) schedule enable \(name)", .yellow)
    }
    let fires = try engine.upcomingFires(
      of: schedule.definition, after: start, count: schedule.fires(atMost: wanted))
    let report = try ScheduleFires(schedule, fires: fires, zoneName: timeZone, after: start)
    try report.print(explains: explain, now: now, printer)
  }

  private static func unknown(_ name: String) -> DaybookError {
    var reason = ""
    do { _ = try CronExpression.parse(name) } catch { reason = ": \(error.message)" }
    return DaybookError(
      .notFound, "'\(name)' is no schedule (daybook schedules lists them) and no cron expression\(reason)")
  }

  private func print(_ fires: CronFires, after start: Timestamp, now: Timestamp, _ printer: Printer) throws {
    if explain {
      let explanation = fires.explanation(after: start, count: wanted)
      if !printer.isJSON { return try printer.line(explanation.text) }
      return try printer.json(.object(explanation.json))
    }
    let instants = fires.next(wanted, after: start)
    let texts = instants.map(fires.text)
    if printer.isJSON { return try printer.json(.object(["next": .array(texts.map(JSONText.string))])) }
    if instants.isEmpty { printer.talk("it never fires", .yellow) }
    try printer.lines(
      zip(texts, instants).map { text, instant in
        "\(text)  \(printer.tinted(InstantText.relative(instant, now: now), .dim))"
      })
  }
}
