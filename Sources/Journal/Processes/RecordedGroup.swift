import Glibc

/// A process group that a worker recorded before it died, and that must be gone before its job runs again.
package enum RecordedGroup {
  /// What was found.
  package enum Outcome: Hashable, Sendable {
    /// Nobody of it was left, or the number belongs to somebody else by now.
    case alreadyGone
    /// This many processes were killed, and the group was seen empty.
    case killed(Int)
  }

  /// Kills what is left of a recorded group and returns when it is empty; blocks the thread for at most `patience`.
  ///
  /// The caller makes sure that the system has not booted since the record was written. Throws `childAlive`, with the
  /// process numbers, if some survive; then the job must not be started again.
  package static func kill(
    _ child: WorkerChild,
    patience: Duration = .seconds(5)
  ) throws(JournalError) -> Outcome {
    let leader = Int32(bitPattern: child.process)
    guard leader > 1, belongs(leader, child) else { return .alreadyGone }
    let group = ProcessGroup(number: leader)
    let members = group.liveMembers()
    guard !members.isEmpty else { return .alreadyGone }

    let deadline = ContinuousClock.now + patience
    var pause: UInt32 = 1000
    repeat {
      group.signal(SIGKILL, includingSession: true)
      usleep(pause)
      pause = min(pause * 2, 20_000)
      if group.liveMembers().isEmpty { return .killed(members.count) }
    } while ContinuousClock.now < deadline

    let survivors = group.liveMembers().map { String($0.processID) }.joined(separator: ", ")
    throw JournalError(.childAlive, "processes \(survivors) survive KILL: they may hang in the kernel, see ps -o wchan")
  }

  /// Whether the number can still mean the recorded group.
  ///
  /// A living leader tells by its start time. Without one, members of a session of that number are its descendants: the
  /// number is not given out again while they live.
  private static func belongs(_ leader: Int32, _ child: WorkerChild) -> Bool {
    guard let entry = ProcessTableEntry.read(leader) else { return true }
    return entry.startTime == child.startTime
  }
}
