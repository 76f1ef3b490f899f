import Cron
import Daybook

/// What `next` answers about a schedule.
struct ScheduleFires {
  private let schedule: ScheduleSummary
  private let fires: [UpcomingFire]
  /// What fires are shown in; nil shows them in UTC with milliseconds.
  private let zone: TimeZoneRules?
  /// Nil for triggers that are no cron expressions.
  private let explanation: Explanation?

  /// - Parameter zoneName: to show fires in; nil is the zone of the schedule.
  /// - Throws: `CronError` for the zone.
  init(_ schedule: ScheduleSummary, fires: [UpcomingFire], zoneName: String?, after start: Timestamp) throws {
    self.schedule = schedule
    self.fires = fires
    guard case .cron(let text, let declared) = schedule.trigger else {
      zone = try zoneName.map { try TimeZoneRules(named: $0) }
      explanation = nil
      return
    }
    let own = try TimeZoneRules(named: declared)
    zone = try zoneName.map { try TimeZoneRules(named: $0) } ?? own
    explanation = Explanation(of: try CronExpression.parse(text), after: start.seconds, in: own, count: 0)
  }

  func print(explains: Bool, now: Timestamp, _ printer: Printer) throws {
    if printer.isJSON { return try printer.json(json(explains: explains)) }
    if explains { try printer.lines([sentence] + frequency) }
    if fires.isEmpty {
      let isBoot = schedule.trigger == .boot
      printer.talk(isBoot ? "nobody knows when the machine starts next" : "it never fires again", .yellow)
    } else {
      if explains { try printer.line("Next:") }
      try printer.lines(fires.map { (explains ? "  " : "") + line($0, now: now, printer) })
    }
    if explains { try printer.lines(explanation?.warnings.map { "Warning: \($0.message)" } ?? []) }
  }

  private func line(_ fire: UpcomingFire, now: Timestamp, _ printer: Printer) -> String {
    var distance = InstantText.relative(fire.nominal, now: now)
    let delay = fire.dueAt.milliseconds - fire.nominal.milliseconds
    if delay > 0 { distance += ", job due \(DurationText.rounded(milliseconds: delay)) later" }
    return "\(text(fire))  \(printer.tinted(distance, .dim))"
  }

  private func text(_ fire: UpcomingFire) -> String {
    zone.map { RFC3339.string(seconds: fire.nominal.seconds, in: $0) } ?? fire.nominal.text
  }

  // MARK: In words

  private var sentence: String {
    switch schedule.trigger {
    case .cron: explanation?.sentence ?? schedule.trigger.text
    case .every(let interval, let anchor, _):
      "Every \(DurationText.text(milliseconds: interval)), counted from \(anchor.text)"
    case .at(let instant): "Once, at \(instant.text)"
    case .boot: "Each time the machine starts, as soon as a worker runs"
    }
  }

  private var frequency: [String] {
    if let explanation { return [explanation.frequency] }
    guard case .every(let interval, _, _) = schedule.trigger else { return [] }
    let perDay = Double(86_400_000) / Double(interval)
    let count = Explanation.grouped(Int(perDay.rounded()))
    return perDay < 2
      ? [] : ["\(count) fires a day, about \(Explanation.grouped(Int((perDay * 365.2425).rounded()))) a year"]
  }

  private func json(explains: Bool) -> JSONText {
    let next = JSONText.Member(key: "next", value: .array(fires.map { .string(text($0)) }))
    let due = JSONText.Member(key: "due", value: .array(fires.map { InstantText.json($0.dueAt) }))
    let times = schedule.definition.jitterMilliseconds > 0 ? [next, due] : [next]
    guard explains else { return .object(times) }
    guard let explanation else {
      return .object([JSONText.Member(key: "sentence", value: .string(sentence))] + times)
    }
    return .object(explanation.json.filter { $0.key != "next" } + times)
  }
}
