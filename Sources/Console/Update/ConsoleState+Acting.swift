import Daybook

/// The actions that change jobs, or what runs them: what they ask first, and what they order.
extension ConsoleState {
  /// The most objects a dialog names.
  private static let namedAtMost = 5
  /// How long a command has between TERM and KILL unless its type says otherwise, in milliseconds.
  private static let defaultGrace: Int64 = 10_000

  mutating func act(_ id: ActionID) -> [Effect] {
    switch id {
    case .retry: return retry()
    case .cancel: dialog = cancelDialog()
    case .pause: dialog = pauseDialog()
    case .startWorker: return [.perform(.startWorker)]
    default: preconditionFailure("\(id.rawValue) is no action that changes jobs")
    }
    return []
  }

  /// One job is retried at once, several only after a look at the list.
  private mutating func retry() -> [Effect] {
    let jobs = targets
    let operation = Operation.retry(jobs.map(\.id))
    if jobs.count == 1 && !hasHiddenMarks { return [.perform(operation)] }
    let retriable = jobs.count { $0.isRetriable }
    var lines = [names(jobs), "\(NumberText.count(retriable, "job")) will run again, now"]
    if retriable < jobs.count {
      lines.append("\(NumberText.count(jobs.count - retriable, "job")) not ended: left alone")
    }
    dialog = .confirm(
      "Retry \(NumberText.count(jobs.count, "job"))?", lines: lines, yes: "retry", no: "leave as is", operation)
    return []
  }

  private func cancelDialog() -> Dialog {
    let jobs = targets
    let running = jobs.count { $0.state == .running && !$0.isCancelRequested }
    let waiting = jobs.count { !$0.state.isTerminal && $0.state != .running }
    var lines = [names(jobs)]
    if running > 0 {
      lines.append(
        "\(NumberText.count(running, "running job")) \(running == 1 ? "gets" : "get") SIGTERM, \(killText(jobs))")
    }
    if waiting > 0 { lines.append("\(NumberText.count(waiting, "waiting job")) will not run") }
    let rest = jobs.count - running - waiting
    if rest > 0 { lines.append("\(NumberText.count(rest, "job")) ended or ending: left alone") }
    let what = NumberText.count(jobs.count, "job")
    return .confirm("Cancel \(what)?", lines: lines, yes: "cancel \(what)", no: "leave as is", .cancel(jobs.map(\.id)))
  }

  private func killText(_ jobs: [JobSummary]) -> String {
    guard jobs.count == 1 else { return "SIGKILL after the grace period" }
    let grace = shownDetail?.definition?.graceMilliseconds ?? Self.defaultGrace
    return "SIGKILL after \(DurationText.rounded(milliseconds: grace).replacingSuffix(".0s", with: "s"))"
  }

  private func names(_ jobs: [JobSummary]) -> String {
    let named = jobs.prefix(Self.namedAtMost).map(\.name).joined(separator: ", ")
    let rest = jobs.count - Self.namedAtMost
    return rest > 0 ? "\(named) and \(NumberText.grouped(rest)) more" : named
  }

  private func pauseDialog() -> Dialog {
    let stats = snapshot.stats
    var choices = [Dialog.Choice(key: "n", label: "leave as is", answer: .dismiss)]
    choices.append(pauseChoice("e", "everything", .everything, isPaused: stats.isPaused))
    if let job = shownSummary {
      choices.append(
        pauseChoice("t", "type \(job.type)", .type(job.type), isPaused: stats.pausedTypes.contains(job.type)))
      choices.append(
        pauseChoice("u", "queue \(job.queue)", .queue(job.queue), isPaused: stats.pausedQueues.contains(job.queue)))
    }
    let others =
      stats.pausedTypes.map { ("type \($0)", PauseScope.type($0)) }
      + stats.pausedQueues.map { ("queue \($0)", PauseScope.queue($0)) }
    for (number, (name, scope)) in others.enumerated() where number < 9 {
      let isListed = choices.contains { $0.answer == .perform(.resume(scope)) }
      if !isListed { choices.append(pauseChoice(Character("\(number + 1)"), name, scope, isPaused: true)) }
    }
    return Dialog(
      title: "Pause or resume",
      lines: [
        "\(NumberText.grouped(stats.count(.pending))) pending, \(NumberText.grouped(stats.count(.running))) running",
        "Running jobs finish, schedules still add jobs; nothing starts.",
      ],
      choices: choices
    )
  }

  private func pauseChoice(_ key: Character, _ name: String, _ scope: PauseScope, isPaused: Bool) -> Dialog.Choice {
    Dialog.Choice(
      key: key,
      label: "\(isPaused ? "resume" : "pause") \(SafeText.line(name))",
      answer: .perform(isPaused ? .resume(scope) : .pause(scope))
    )
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? dropLast(suffix.count) + other : self
  }
}
