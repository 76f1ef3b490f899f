import Daybook

/// Copying, and the ways out.
extension ConsoleState {
  mutating func copy() -> [Effect] {
    if scope == .schedules, let schedule = selectedSchedule {
      say(.success, "copied \(schedule.name)")
      return [.copy(schedule.name)]
    }
    let ids = targets.map { String($0.id.rawValue) }
    say(.success, "copied \(ids.count == 1 ? "id \(ids[0])" : NumberText.count(ids.count, "id"))")
    return [.copy(ids.joined(separator: " "))]
  }

  /// Closes the page, or leaves; asks first while the own worker runs jobs.
  mutating func quit() -> [Effect] {
    if page != nil {
      page = nil
      return []
    }
    guard let worker = ownWorker, worker.running > 0 else { return [.quit(.leave)] }
    let count = NumberText.count(worker.running, "job")
    dialog = Dialog(
      title: "\(count) still \(worker.running == 1 ? "runs" : "run")",
      lines: ["The worker \(SafeText.line(worker.name)) was started by this console."],
      choices: [
        Dialog.Choice(key: "s", label: "stay (Esc)", answer: .dismiss),
        Dialog.Choice(key: "w", label: "wait for \(worker.running == 1 ? "it" : "them")", answer: .quit(.wait)),
        Dialog.Choice(key: "b", label: "keep running in the background", answer: .quit(.background)),
        Dialog.Choice(key: "x", label: "cancel \(worker.running == 1 ? "it" : "them")", answer: .quit(.cancelJobs)),
      ]
    )
    return []
  }

  /// `^C` once says how to leave, twice leaves.
  mutating func interrupt() -> [Effect] {
    if let first = interruptedAt, clock.now.since(first) < 3000 { return [.quit(.leave)] }
    interruptedAt = clock.now
    say(
      .warning, ownWorker.map { $0.running > 0 } == true ? "^C again to quit; running jobs finish" : "^C again to quit")
    return []
  }
}
