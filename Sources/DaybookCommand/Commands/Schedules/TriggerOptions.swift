import ArgumentParser
import Cron
import Daybook

/// When a schedule fires and what it does about instants that it cannot keep.
struct TriggerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A cron expression of five or six fields; quote it.", valueName: "expression"))
  var cron: String?

  @Option(help: ArgumentHelp("A fixed interval that never drifts, such as 5m.", valueName: "duration"))
  var every: String?

  @Option(help: ArgumentHelp("Once: RFC 3339, +5m, or boot for each start of the machine.", valueName: "time"))
  var at: String?

  @Option(name: .customLong("tz"), help: ArgumentHelp("The zone of --cron; else the host's.", valueName: "zone"))
  var timeZone: String?

  @Option(help: ArgumentHelp("Whether --every begins now or after its first interval.", valueName: "when"))
  var firstRun: FirstRun?

  @Option(help: ArgumentHelp("Not before: RFC 3339, +5m, or none.", valueName: "time"))
  var startsAt: String?

  @Option(help: ArgumentHelp("Not after: RFC 3339, +5m, or none.", valueName: "time"))
  var endsAt: String?

  @Option(
    help: ArgumentHelp("It ends after so many fires; or none.", valueName: "n"),
    transform: { text in
      try Setting(text) { text in
        guard let count = Int(text), count > 0 else { throw ValidationError("write 1 or more, or none") }
        return count
      }
    })
  var maxFires: Setting<Int>?

  @Option(
    help: ArgumentHelp(
      "Start each job up to this much later, the same for the same fire; or none.", valueName: "duration"),
    transform: { try Setting($0) { try DurationText.milliseconds($0) } })
  var jitter: Setting<Int64>?

  @Option(
    help: ArgumentHelp(
      "Instants that passed while nobody ran: latest (default), skip, all or all:N.", valueName: "policy"),
    transform: { text in
      guard let policy = MisfirePolicy(text: text) else {
        throw ValidationError("write one of \(MisfirePolicy.spellings)")
      }
      return policy
    })
  var misfire: MisfirePolicy?

  @Option(
    help: ArgumentHelp("How late the latest missed instant may still fire; default 1h.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var maxLateness: Int64?

  @Option(
    help: ArgumentHelp(
      "The previous job still runs: queue (default) behind it, skip, replace it, or allow both.", valueName: "policy"),
    transform: { text in
      guard let policy = OverlapPolicy.allCases.first(where: { $0.description == text }) else {
        throw ValidationError("write one of \(OverlapPolicy.allCases.map(\.description).joined(separator: ", "))")
      }
      return policy
    })
  var overlap: OverlapPolicy?

  @Option(help: ArgumentHelp("What it is for, in a sentence; or none.", valueName: "text"))
  var description: String?

  init() {}

  /// Whether an interval begins at once.
  enum FirstRun: String, CaseIterable, ExpressibleByArgument {
    case immediately
    case afterInterval = "after-interval"
  }

  mutating func validate() throws {
    let given = [("--cron", cron), ("--every", every), ("--at", at)].filter { $0.1 != nil }.map(\.0)
    if given.count > 1 {
      throw ValidationError("\(given.joined(separator: " and ")) both say when; a schedule has one of them")
    }
    if timeZone != nil, cron == nil { throw ValidationError("--tz is the zone of --cron; leave it out") }
    if firstRun != nil, every == nil { throw ValidationError("--first-run is for --every; leave it out") }
  }

  /// Whether anything was given.
  var isGiven: Bool {
    [cron, every, at, startsAt, endsAt, description].contains { $0 != nil } || maxFires != nil || jitter != nil
      || misfire != nil || maxLateness != nil || overlap != nil
  }

  /// Sets what was given; the rest stays as it is.
  ///
  /// - Throws: `DaybookError`, `CronError` with what was wrong and what to write.
  func change(now: Timestamp) throws -> @Sendable (inout ScheduleDefinition) -> Void {
    let start = try startsAt.map { try Setting($0) { try InstantText.parse($0, now: now) } }
    let end = try endsAt.map { try Setting($0) { try InstantText.parse($0, now: now) } }
    let trigger = try trigger(startsAt: start?.value, now: now)
    // An expression without a zone stays in the zone that its schedule has.
    let keepsZone = timeZone == nil && !(cron?.contains("TZ=") ?? false)
    let purpose = description.map { $0 == "none" || $0.isEmpty ? Setting.none : .some($0) }
    let (maxFires, jitter, misfire, maxLateness, overlap) = (self.maxFires, jitter, misfire, maxLateness, overlap)
    return { definition in
      if let trigger { definition.trigger = keepsZone ? trigger.inZone(of: definition.trigger) : trigger }
      if let start { definition.startsAt = start.value }
      if let end { definition.endsAt = end.value }
      if let maxFires { definition.maxFires = maxFires.value }
      if let jitter { definition.jitterMilliseconds = jitter.value ?? 0 }
      if let purpose { definition.purpose = purpose.value }
      definition.misfire = misfire ?? definition.misfire
      definition.maxLatenessMilliseconds = maxLateness ?? definition.maxLatenessMilliseconds
      definition.overlap = overlap ?? definition.overlap
    }
  }

  /// The trigger; nil when none was given.
  private func trigger(startsAt: Timestamp?, now: Timestamp) throws -> Trigger? {
    if let cron {
      return try .cron(cron, declaredZone: timeZone, fallbackZone: TimeZoneRules.hostName())
    }
    if let every {
      return try .every(
        milliseconds: try DurationText.milliseconds(every), startsImmediately: firstRun == .immediately,
        startsAt: startsAt, from: now)
    }
    if at == "boot" { return .boot }
    return try at.map { .at(try InstantText.parse($0, now: now)) }
  }
}

extension Trigger {
  /// A cron trigger in the zone of another one; anything else as it is.
  fileprivate func inZone(of old: Trigger) -> Trigger {
    guard case .cron(let expression, _) = self, case .cron(_, let zone) = old else { return self }
    return .cron(expression: expression, timeZone: zone)
  }
}
