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
    let killed = try kill([child], patience: patience)
    return killed == 0 ? .alreadyGone : .killed(killed)
  }

  /// The same for several groups; a look at the process table, which takes longest, serves all of them.
  /// - Returns: how many processes were killed.
  package static func kill(
    _ children: [WorkerChild],
    patience: Duration = .seconds(5)
  ) throws(JournalError) -> Int {
    let groups = children.filter(belongs).map { ProcessGroup(number: Int32(bitPattern: $0.process)) }
    guard !groups.isEmpty else { return 0 }
    let sessions = Set(groups.map(\.number))
    let deadline = ContinuousClock.now + patience
    var pause: UInt32 = 1000
    var count: Int?
    while true {
      let members = ProcessTableEntry.all().filter { $0.isAlive && sessions.contains($0.session) }
      if count == nil { count = members.count }
      if members.isEmpty { return count ?? 0 }
      guard ContinuousClock.now < deadline else { throw survived(members) }
      let left = Set(members.map(\.session))
      for group in groups where left.contains(group.number) { group.signal(SIGKILL, and: members) }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
  }

  private static func survived(_ members: [ProcessTableEntry]) -> JournalError {
    let survivors = members.map { String($0.processID) }.joined(separator: ", ")
    return JournalError(
      .childAlive, "processes \(survivors) survive KILL: they may hang in the kernel, see ps -o wchan")
  }

  /// Whether the number can still mean the recorded group.
  ///
  /// A living leader tells by its start time. Without one, members of a session of that number are its descendants: the
  /// number is not given out again while they live.
  private static func belongs(_ child: WorkerChild) -> Bool {
    let leader = Int32(bitPattern: child.process)
    guard leader > 1 else { return false }
    guard let entry = ProcessTableEntry.read(leader) else { return true }
    return entry.startTime == child.startTime
  }
}
