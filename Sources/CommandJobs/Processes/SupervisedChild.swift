import CSystem
import Glibc
import Journal

/// A child under the reaper's eyes, from its start until its result is known. Used by the reaping thread only.
final class SupervisedChild {
  let attempt: UInt64
  let processDescriptor: Int32
  /// Nil while the leader runs.
  private(set) var exit: daybook_spawn_exit?
  private(set) var shutdown: GroupShutdown

  private let group: ProcessGroup
  private let outputPipe: Int32
  private let peakFloorKibibytes: Int64
  private var leftoverProcesses = 0
  private var mayHaveLeftGroup = false

  init(attempt: UInt64, launch: Spawner.Launch, leftoverGrace: Duration) {
    self.attempt = attempt
    processDescriptor = launch.processDescriptor
    outputPipe = launch.outputPipe
    peakFloorKibibytes = launch.peakFloorKibibytes
    group = ProcessGroup(number: launch.identity.processID)
    shutdown = GroupShutdown(leftoverGrace: leftoverGrace)
  }

  /// Collects the leader, which has ended. Returns whether the child is done.
  func leaderEnded(now: ContinuousClock.Instant) -> Bool {
    var exit = daybook_spawn_exit(code: -1, signal: 0, user_microseconds: 0, system_microseconds: 0, peak_kibibytes: 0)
    // Fails only if somebody else in this process collected it; then the result has neither code nor signal.
    _ = daybook_spawn_collect(group.number, &exit)
    self.exit = exit
    close(processDescriptor)
    // Somebody who holds the pipe but is not in the group has moved, within the session or out of it.
    mayHaveLeftGroup = !outputHasNoWriters
    let isEmpty = isGroupEmpty
    let wasEnding = shutdown.isEnding
    // At least one was seen; it may be gone by now.
    if !isEmpty, !wasEnding { leftoverProcesses = max(1, group.liveMembers().count) }
    return perform(shutdown.leaderEnded(groupIsEmpty: isEmpty, now: now))
  }

  /// Asks the group to end. Returns whether the child is done.
  func requestTermination(grace: Duration, now: ContinuousClock.Instant) -> Bool {
    perform(shutdown.terminationRequested(grace: grace, now: now))
  }

  /// Looks after a group that is ending. Returns whether the child is done.
  func check(now: ContinuousClock.Instant) -> Bool {
    guard let due = shutdown.nextCheck, due <= now else { return false }
    // Asked beforehand: the closure must not look at the shutdown that is being changed.
    let includesSession = mayHaveLeftGroup || shutdown.isEnding
    return perform(shutdown.check(now: now) { group.isEmpty(includingSession: includesSession) })
  }

  /// The result, once the child is done; what became of the output is still to be added.
  var result: CommandResult {
    guard let exit else { preconditionFailure("attempt \(attempt) has a result before its leader ended") }
    var result = CommandResult(
      exitCode: exit.code < 0 ? nil : exit.code,
      signal: exit.signal == 0 ? nil : exit.signal
    )
    result.userMilliseconds = exit.user_microseconds / 1000
    result.systemMilliseconds = exit.system_microseconds / 1000
    if exit.peak_kibibytes > peakFloorKibibytes { result.peakMemoryBytes = exit.peak_kibibytes * 1024 }
    result.leftoverProcesses = leftoverProcesses
    result.isGroupEmpty = !shutdown.gaveUp
    return result
  }

  private func perform(_ action: GroupShutdown.Action?) -> Bool {
    switch action {
    case .sendTerminate:
      group.signal(SIGTERM, includingSession: exit != nil)
      // A stopped process would see the request only after somebody let it go on.
      group.signal(SIGCONT, includingSession: exit != nil)
      return false
    case .sendKill:
      group.signal(SIGKILL, includingSession: true)
      return false
    case .finish:
      return true
    case nil:
      return false
    }
  }

  private var isGroupEmpty: Bool {
    group.isEmpty(includingSession: mayHaveLeftGroup || shutdown.isEnding)
  }

  /// Waits a millisecond at most: a child that another thread is just starting holds a copy of every descriptor until it
  /// becomes its program, and is no reason to read the whole process table.
  private var outputHasNoWriters: Bool {
    var wait = pollfd(fd: outputPipe, events: 0, revents: 0)
    return poll(&wait, 1, 1) == 1 && wait.revents & Int16(POLLHUP) != 0
  }
}
