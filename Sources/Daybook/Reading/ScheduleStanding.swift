/// Where a schedule stands, in the one word that lists show.
package enum ScheduleStanding: String, CaseIterable, Hashable, Sendable {
  case on
  /// Off, as its declaration asks.
  case off
  /// An operator keeps it on although its declaration says off.
  case keptOn = "kept on"
  /// An operator keeps it off although its declaration says on.
  case keptOff = "kept off"
  /// Its next fire is overdue: nobody fires it.
  case late
  /// Its file does not declare it any more.
  case orphaned
  /// It has fired, and never will again.
  case ended
  /// On, but no instant ever comes.
  case never
}

extension ScheduleSummary {
  /// How far behind its time a schedule is called late, in milliseconds.
  private static let lateAfter: Int64 = 3000

  /// Where the schedule stands at `now`; the worst first.
  package func standing(at now: Timestamp) -> ScheduleStanding {
    if isEnabled, let nextFire, nextFire.adding(milliseconds: Self.lateAfter) < now { return .late }
    if isOrphaned { return .orphaned }
    guard isEnabled else { return override?.isEnabled == false && definition.isEnabled ? .keptOff : .off }
    if firesLeft == 0 || nextFire == nil && trigger != .boot {
      return fireCount + missed + skipped > 0 ? .ended : .never
    }
    return override?.isEnabled == true && !definition.isEnabled ? .keptOn : .on
  }
}
