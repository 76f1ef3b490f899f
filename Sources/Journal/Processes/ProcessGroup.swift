import CSystem
import Glibc

/// The processes that a child and its descendants form: the group it leads, and the rest of its session.
///
/// A program that starts its own session (`setsid`, daemons) has left on purpose and is not among them. The number
/// stays taken as long as one member lives, and only members of the session are ever signalled, so a later process
/// that got the same number is never hit.
package struct ProcessGroup {
  /// The number of the process that leads it.
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// Whether nobody is left.
  ///
  /// - Parameter includingSession: also look for those that moved to another group of the session, as the jobs of an
  ///   interactive shell do. That reads the whole process table, some milliseconds on a busy machine.
  package func isEmpty(includingSession: Bool) -> Bool {
    let groupIsGone = kill(-number, 0) < 0 && errno == ESRCH
    if groupIsGone, !includingSession { return true }
    // The group also exists while it has members that ended and were not collected, which an init process may never do.
    return liveMembers().isEmpty
  }

  /// All members that still run.
  package func liveMembers() -> [ProcessTableEntry] {
    ProcessTableEntry.all().filter { $0.session == number && $0.isAlive }
  }

  /// Signals the group and, if asked, the rest of the session.
  package func signal(_ signal: Int32, includingSession: Bool) {
    self.signal(signal, and: includingSession ? liveMembers() : [])
  }

  /// Signals the group, and those of its session's members that belong to another group.
  func signal(_ signal: Int32, and members: [ProcessTableEntry]) {
    kill(-number, signal)
    for member in members where member.session == number && member.group != number {
      Self.signal(signal, to: member)
    }
  }

  /// Through a descriptor, and after another look, so that a number used again in between is not hit.
  private static func signal(_ signal: Int32, to member: ProcessTableEntry) {
    let descriptor = daybook_process_descriptor(member.processID)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard ProcessTableEntry.read(member.processID)?.startTime == member.startTime else { return }
    _ = daybook_process_signal(descriptor, signal)
  }
}
