/// Looks for what may surprise about an expression in a zone.
struct WarningSearch {
  let expression: CronExpression
  let zone: TimeZoneRules
  /// Where the search for changes of the clock starts.
  let instant: Int64
  let neverFires: Bool

  /// How far ahead changes of the clock are looked at, in seconds: ten years.
  private static let horizon: Int64 = 3_653 * 86_400

  private var pattern: WallClockPattern { expression.pattern }

  /// What there is to warn of, most serious first.
  var warnings: [CronWarning] {
    var warnings: [CronWarning] = []
    if neverFires {
      warnings.append(
        CronWarning(kind: .neverFires, message: "no instant of the next 400 years matches: it never fires"))
    }
    if let message = bothDayFields { warnings.append(CronWarning(kind: .bothDayFields, message: message)) }
    warnings += expression.wideSteps.map(wideStep)
    if !neverFires { warnings += clockChanges }
    return warnings
  }

  private var bothDayFields: String? {
    let days = pattern.days
    let anyDate = !days.dayOfMonth.hasSymbols && days.dayOfMonth.values.contains(CronField.dayOfMonth.range)
    let anyWeekday = !days.dayOfWeek.hasSymbols && days.dayOfWeek.values.contains(0...6)
    if days.needsBoth {
      if anyDate || anyWeekday { return nil }
      return "both day fields are restricted and one begins with *: a day must match both"
    }
    let effect = anyDate || anyWeekday ? ", and one of them allows every day" : ""
    return "both day fields are restricted: a day that matches either is enough\(effect); "
      + "for days that match both, begin one field with *"
  }

  private func wideStep(_ step: WideStep) -> CronWarning {
    let value = step.field.name(of: step.value)
    return CronWarning(
      kind: .wideStep,
      message: "the step of \(step.term) is wider than its range: \(step.field.name) is only ever \(value)")
  }

  /// The first gap and the first overlap that one of the job's times falls into.
  private var clockChanges: [CronWarning] {
    // A job of every hour is expected to follow the clock; only chosen hours can surprise.
    guard expression.isFixed || !expression.anyHour else { return [] }
    var found: [CronWarning.Kind: CronWarning] = [:]
    var span = zone.span(at: instant)
    while span.end < instant + Self.horizon, found.count < 2 {
      let following = zone.span(at: span.end)
      let change = ClockChange(instant: span.end, before: span.offset, after: following.offset)
      let kind: CronWarning.Kind = change.isGap ? .gap : .overlap
      if found[kind] == nil, let message = effect(of: change) {
        found[kind] = CronWarning(kind: kind, message: message)
      }
      span = following
    }
    return [found[.gap], found[.overlap]].compactMap { $0 }
  }

  /// What a change of the clock does to the job; nil when none of its times is affected.
  private func effect(of change: ClockChange) -> String? {
    guard let first = pattern.next(from: change.affected.lowerBound), change.affected.contains(first) else {
      return nil
    }
    let more = pattern.next(from: first + 1).map(change.affected.contains) ?? false
    let times = more ? "its times from \(clock(first))" : clock(first)
    let subject = "on \(RFC3339.string(seconds: first, offset: 0).prefix(10)) \(times)"
    let turn =
      "(\(zone.name) goes from \(clock(change.instant + change.before)) to \(clock(change.instant + change.after)))"
    if change.isGap {
      let effect = expression.isFixed ? "it runs once, at \(text(change.instant))" : "it does not run then"
      return "\(subject) \(more ? "do" : "does") not exist \(turn): \(effect)"
    }
    let firstPass = "in the first pass only\(more ? "" : ", at \(text(first - change.before))")"
    return
      "\(subject) \(more ? "come" : "comes") twice \(turn): it runs \(expression.isFixed ? firstPass : "in both passes")"
  }

  private func clock(_ wallSeconds: Int64) -> String {
    TimePhrase.clockText(Int(wallSeconds.floorDivided(by: CivilTime.secondsInDay).remainder))
  }

  private func text(_ instant: Int64) -> String {
    RFC3339.string(seconds: instant, in: zone)
  }
}
