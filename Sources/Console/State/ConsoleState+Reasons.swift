import Daybook

/// Why an action cannot be done now, in words; nil when it can. The registry asks; toasts, help and palette tell.
extension ConsoleState {
  var reasonNoJob: String? { targets.isEmpty ? "there is no job here" : nil }

  var reasonNoSchedule: String? { selectedSchedule == nil ? "there is no schedule here" : nil }

  /// For actions that change the schedule. They are refused while it is not on the screen, and for a moment after the
  /// cursor's schedule left the list.
  var reasonNotToActOnSchedule: String? {
    if let reason = reasonNoSchedule { return reason }
    if shownSchedule == nil { return "no schedule is on the screen: 2 shows them" }
    guard page == nil, let fall = schedules.fall, let cursor = schedules.cursor, clock.now.since(fall.at) < 1000
    else { return nil }
    return "\(fall.from.name) has just left this list, the cursor is on \(cursor.name) now: press again"
  }

  var reasonNotToReset: String? {
    if let reason = reasonNotToActOnSchedule { return reason }
    return selectedSchedule?.override == nil ? "nothing to reset: it is on or off as its declaration says" : nil
  }

  var reasonNotToDelete: String? {
    if let reason = reasonNotToActOnSchedule { return reason }
    guard let schedule = selectedSchedule, !schedule.isOrphaned, schedule.source != ScheduleDefinition.commandSource
    else { return nil }
    let declarer = schedule.source.hasPrefix("/") ? "a file" : "a program"
    return "\(declarer) declares it: remove it there, s switches it off (\(SafeText.line(schedule.source)))"
  }

  var reasonNothingSelected: String? { scope == .schedules ? reasonNoSchedule : reasonNoJob }

  var reasonNoDetails: String? {
    if case .job = page?.subject { return "these are the details; Esc closes them" }
    return reasonNothingSelected
  }

  var reasonNotToSearch: String? { log.search.isEmpty ? "nothing is searched for yet: / searches the log" : nil }

  var reasonNotToRetry: String? {
    if let reason = reasonNoJob ?? reasonCursorFell { return reason }
    guard !targets.contains(where: \.isRetriable) else { return nil }
    guard targets.count == 1, let job = targets.first else { return "none of the marked jobs has ended" }
    return switch job.state {
    case .running: "\(job.id) is running: x cancels it"
    case .scheduled: "\(job.id) is already scheduled to run"
    default: "\(job.id) is \(job.state) and will run by itself"
    }
  }

  var reasonNotToCancel: String? {
    if let reason = reasonNoJob ?? reasonCursorFell { return reason }
    guard targets.allSatisfy({ $0.state.isTerminal || $0.isCancelRequested }) else { return nil }
    guard targets.count == 1, let job = targets.first else { return "all of the marked jobs have ended" }
    return job.isCancelRequested && !job.state.isTerminal
      ? "\(job.id) is already being cancelled" : "\(job.id) has already ended: \(job.state)"
  }

  var reasonNoLog: String? {
    if scope == .schedules {
      return reasonNoSchedule ?? (selectedSchedule?.lastJob == nil ? "the schedule has not fired yet" : nil)
    }
    return reasonNoJob
  }

  var reasonNotToWork: String? {
    guard context.ownWorker != nil else { return nil }
    return ownWorker == nil ? "the worker is starting" : "the worker of this console is here already"
  }

  /// For a moment after the cursor's job left the list, keys that act are refused: they were meant for that job.
  private var reasonCursorFell: String? {
    guard page == nil, jobs.marks.isEmpty, let fall = jobs.fall, let cursor = jobs.cursor,
      clock.now.since(fall.at) < 1000
    else { return nil }
    return "\(fall.from) has just left this list, the cursor is on \(cursor) now: press again"
  }
}
