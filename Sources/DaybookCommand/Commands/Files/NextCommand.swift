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
      "count":3}, and answers each with {"next":[...]} or {"error":"..."}.

      Examples:
        daybook next "30 2 * * MON-FRI" --tz America/New_York --explain
        daybook next nightly-backup --count 10
      """)

  /// The most fires that are computed at once.
  private static let limit = 100_000

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(name: .customLong("tz"), help: ArgumentHelp("The time zone; else the host's.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("After this time, RFC 3339 or +5m; else after now.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("How many.", valueName: "n"))
  var count = 5

  @Flag(help: "Say what it means, and what may surprise.")
  var explain = false

  @Flag(help: "Answer one question a line from standard input.")
  var batch = false

  @Argument(help: ArgumentHelp("A cron expression (quote it) or the name of a schedule.", valueName: "expression"))
  var words: [String] = []

  init() {}

  mutating func validate() throws {
    if !(1...Self.limit).contains(count) { throw ValidationError("--count is 1 to \(Self.limit)") }
    if batch, !words.isEmpty {
      throw ValidationError("--batch reads expressions from standard input; leave out '\(words[0])'")
    }
    if !batch, words.isEmpty {
      throw ValidationError("say of what: daybook next \"0 2 * * *\", or the name of a schedule")
    }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    if batch {
      return try await printer.context.input.forEachLine { line in
        if !line.isEmpty { try printer.json(BatchQuestion.answer(to: line)) }
      }
    }
    let now = printer.context.time.now()
    let start = try from.map { try InstantText.parse($0, now: now) } ?? now
    let text = words.joined(separator: " ")
    if words.count == 1, Name.isValid(text) { return try printSchedule(text, after: start, now: now, printer) }
    let fires = try CronFires(expression: text, declaredZone: timeZone)
    try print(fires, after: start, now: now, printer)
  }

  private func printSchedule(_ name: String, after start: Timestamp, now: Timestamp, _ printer: Printer) throws {
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    guard let schedule = engine.read({ $0.schedule(named: name, owner: global.owner) }) else {
      throw DaybookError(.notFound, "'\(name)' is no schedule (daybook schedules lists them) and no cron expression")
    }
    if !schedule.isEnabled {
      printer.talk("\(name) is off; to switch it on: \(printer.program) schedule enable \(name)", .yellow)
    }
    if schedule.trigger == .boot {
      return printer.talk("\(name) fires each time the machine starts, once a worker runs", .yellow)
    }
    if explain, case .cron(let expression, let zone) = schedule.trigger {
      return try print(
        CronFires(expression: expression, declaredZone: timeZone ?? zone), after: start, now: now, printer)
    }
    let fires = try engine.upcomingFires(of: schedule.definition, after: start, count: count)
    try print(fires, of: schedule, now: now, printer)
  }

  private func print(
    _ fires: [UpcomingFire], of schedule: ScheduleSummary, now: Timestamp, _ printer: Printer
  ) throws {
    if fires.isEmpty, !printer.isJSON { printer.talk("it never fires again", .yellow) }
    let zone = try zoneName(of: schedule.trigger).map { try TimeZoneRules(named: $0) }
    let texts = fires.map { fire in
      zone.map { RFC3339.string(seconds: fire.nominal.seconds, in: $0) } ?? fire.nominal.text
    }
    guard schedule.definition.jitterMilliseconds > 0 else {
      return try print(texts, fires.map(\.nominal), now: now, printer)
    }
    if printer.isJSON {
      let due = fires.map { InstantText.json($0.dueAt) }
      return try printer.json(.object(["next": .array(texts.map(JSONText.string)), "due": .array(due)]))
    }
    try printer.lines(
      zip(texts, fires).map { text, fire in
        let delay = DurationText.rounded(milliseconds: fire.dueAt.milliseconds - fire.nominal.milliseconds)
        return
          "\(text)  \(printer.tinted("\(InstantText.relative(fire.nominal, now: now)), job due \(delay) later", .dim))"
      })
  }

  /// The zone that a trigger's fires are shown in; nil shows them in UTC with milliseconds.
  private func zoneName(of trigger: Trigger) -> String? {
    if let timeZone { return timeZone }
    if case .cron(_, let zone) = trigger { return zone }
    return nil
  }

  private func print(_ fires: CronFires, after start: Timestamp, now: Timestamp, _ printer: Printer) throws {
    if explain {
      let explanation = fires.explanation(after: start, count: count)
      if !printer.isJSON { return try printer.line(explanation.text) }
      return try printer.json(
        .object([
          "expression": .string(explanation.expression), "timeZone": .string(explanation.timeZoneName),
          "sentence": .string(explanation.sentence), "next": .array(explanation.upcomingText.map(JSONText.string)),
          "warnings": .array(explanation.warnings.map { .string($0.message) }),
        ]))
    }
    let instants = fires.next(count, after: start)
    if instants.isEmpty, !printer.isJSON { printer.talk("it never fires", .yellow) }
    try print(instants.map(fires.text), instants, now: now, printer)
  }

  private func print(_ texts: [String], _ instants: [Timestamp], now: Timestamp, _ printer: Printer) throws {
    if printer.isJSON { return try printer.json(.object(["next": .array(texts.map(JSONText.string))])) }
    try printer.lines(
      zip(texts, instants).map { text, instant in
        "\(text)  \(printer.tinted(InstantText.relative(instant, now: now), .dim))"
      })
  }
}
