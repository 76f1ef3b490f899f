import Daybook

/// What there is to say about a schedule, in sentences.
struct ScheduleWords {
  let schedule: ScheduleSummary
  let clock: WallClock

  private var definition: ScheduleDefinition { schedule.definition }

  /// `file`, `program` or `declaration`: what says whether it is on.
  private var declarer: String {
    if definition.source.hasPrefix("/") { return "file" }
    return definition.source == ScheduleDefinition.commandSource ? "declaration" : "program"
  }

  /// Why it stands where it stands; nil where the state says it all.
  var standing: String? {
    switch schedule.standing(at: clock.now) {
    case .on: override
    case .off: override ?? "its \(declarer) says off"
    case .keptOn, .keptOff: override
    case .late: schedule.nextFire.map { "nobody has fired it: due \(DetailsText.moment($0, clock: clock))" }
    case .orphaned: orphaned
    case .ended: ended
    case .never: "no instant ever comes"
    }
  }

  /// `off by ann 03:12, file says on; :reset follows the file`.
  private var override: String? {
    guard let override = schedule.override else { return nil }
    let (set, declared) = (word(override.isEnabled), word(definition.isEnabled))
    let who = SafeText.line(String(override.actor.prefix { $0 != "@" }))
    let head = "\(set) by \(who) \(ClockText.short(override.at, clock: clock))"
    return override.isEnabled == definition.isEnabled
      ? "\(head), as its \(declarer) says" : "\(head), \(declarer) says \(declared); :reset follows the \(declarer)"
  }

  private var orphaned: String {
    let source = "\(definition.source) no longer declares it"
    guard schedule.isEnabled else { return "\(source), so it is off" }
    return "\(source), but \(schedule.override.map { "\($0.actor.prefix { $0 != "@" }) keeps it on" } ?? "it is on")"
  }

  private var ended: String {
    if schedule.firesLeft == 0 { return "it has fired the \(NumberText.count(schedule.fireCount, "time")) it may" }
    if let end = definition.endsAt, end <= clock.now { return "its end was \(DetailsText.moment(end, clock: clock))" }
    return "no instant is left"
  }

  /// `Sun 2027-03-28 03:00 +02:00, in 4h`, or why there is no next fire.
  ///
  /// - Parameter forecast: knows the offset of that day; without it the screen's own clock tells the time.
  func next(_ forecast: ScheduleForecast?) -> String {
    if let next = schedule.nextFire {
      guard let fire = forecast?.fires.first, fire.nominal == next else {
        return DetailsText.moment(next, clock: clock)
      }
      return "\(ClockText.zoned(next, utcOffset: fire.utcOffset)), \(ClockText.distance(next, now: clock.now))"
    }
    if !schedule.isEnabled { return "not while it is off" }
    return schedule.trigger == .boot && schedule.firesLeft != 0
      ? "when the machine starts" : schedule.standing(at: clock.now) == .never ? "never" : "never again"
  }

  var fired: String {
    let count = NumberText.count(schedule.fireCount, "time")
    guard let most = definition.maxFires else { return count }
    return "\(count), \(NumberText.grouped(most)) at most"
  }

  /// Nil when none was.
  var missed: String? {
    schedule.missed == 0 ? nil : "\(NumberText.count(schedule.missed, "time")): nobody ran when it was due, or too late"
  }

  /// Nil when none was.
  var skipped: String? {
    schedule.skipped == 0
      ? nil : "\(NumberText.count(schedule.skipped, "time")): an earlier job had not ended"
  }

  /// Both in short, for one line.
  var losses: String? {
    let missed = schedule.missed == 0 ? nil : "\(NumberText.grouped(schedule.missed)) missed (nobody ran)"
    let skipped =
      schedule.skipped == 0 ? nil : "\(NumberText.grouped(schedule.skipped)) skipped (earlier job not ended)"
    let both = [missed, skipped].compactMap(\.self)
    return both.isEmpty ? nil : both.joined(separator: ", ")
  }

  /// The policy's name and what it means.
  var misfire: String {
    let lateness = DurationText.text(milliseconds: definition.maxLatenessMilliseconds)
    return switch definition.misfire {
    case .latest: "latest: of missed instants the last one still fires, at most \(lateness) late"
    case .skip: "skip: missed instants never fire"
    case .all(let max): "all:\(max): missed instants fire one after the other, the last \(max) at most"
    }
  }

  /// The policy's name and what it means.
  var overlap: String {
    switch definition.overlap {
    case .queue: "queue: one fire waits behind the job under way, more are skipped"
    case .skip: "skip: no fire while a job is under way"
    case .allow: "allow: jobs may run side by side"
    case .replace: "replace: a fire cancels the job under way, then runs"
    }
  }

  var jitter: String? {
    guard definition.jitterMilliseconds > 0 else { return nil }
    return "the job is due up to \(DurationText.text(milliseconds: definition.jitterMilliseconds)) after the instant"
  }

  private func word(_ isEnabled: Bool) -> String { isEnabled ? "on" : "off" }
}
