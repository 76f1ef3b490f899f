/// Decides which signals a process group gets, and when it is over: a state machine without clock or system calls.
///
/// It is over when the leader has ended and the group is empty. A group is asked to end, with TERM and then KILL, for
/// one of two reasons: somebody requested it, or its leader ended and left others behind.
package struct GroupShutdown {
  package typealias Instant = ContinuousClock.Instant

  /// What the owner has to do now.
  package enum Action: Equatable, Sendable {
    case sendTerminate
    case sendKill
    case finish
  }

  private enum Phase {
    /// Nobody asked for the end.
    case running
    /// TERM was sent.
    case terminating(killAt: Instant)
    /// KILL was sent.
    case killing(giveUpAt: Instant)
    /// The owner was told to finish.
    case finished
  }

  /// How long a group may survive KILL before it is given up; only a process stuck in the kernel does.
  package static let patience = Duration.seconds(5)
  private static let shortestInterval = Duration.milliseconds(1)
  private static let longestInterval = Duration.milliseconds(50)

  /// Whether the group was given up with members still alive.
  package private(set) var gaveUp = false
  /// When to call `check`; nil while there is nothing to wait for.
  package private(set) var nextCheck: Instant?

  private let leftoverGrace: Duration
  private var phase = Phase.running
  private var leaderHasEnded = false
  private var interval = shortestInterval

  /// - Parameter leftoverGrace: the time between TERM and KILL for those that the leader left behind.
  package init(leftoverGrace: Duration) {
    self.leftoverGrace = leftoverGrace
  }

  /// Whether signals were sent, so that processes may be anywhere on their way out.
  package var isEnding: Bool {
    if case .running = phase { false } else { true }
  }

  /// Somebody wants the group to end.
  package mutating func terminationRequested(grace: Duration, now: Instant) -> Action? {
    switch phase {
    case .running:
      return grace > .zero ? startTerminating(grace: grace, now: now) : startKilling(now: now)
    case .terminating(let killAt):
      if now + grace < killAt { phase = .terminating(killAt: now + grace) }
      nextCheck = now
      return nil
    case .killing, .finished:
      return nil
    }
  }

  /// The leader has ended and was collected.
  package mutating func leaderEnded(groupIsEmpty: Bool, now: Instant) -> Action? {
    precondition(!leaderHasEnded, "the leader of a process group ended twice")
    leaderHasEnded = true
    if groupIsEmpty { return finish() }
    interval = Self.shortestInterval
    nextCheck = now + interval
    guard case .running = phase else { return nil }
    return startTerminating(grace: leftoverGrace, now: now)
  }

  /// Time has passed; `groupIsEmpty` is asked only when the answer matters.
  package mutating func check(now: Instant, groupIsEmpty: () -> Bool) -> Action? {
    if case .finished = phase { return nil }
    if leaderHasEnded, groupIsEmpty() { return finish() }
    switch phase {
    case .terminating(let killAt) where now >= killAt:
      return startKilling(now: now)
    case .killing(let giveUpAt) where leaderHasEnded && now >= giveUpAt:
      gaveUp = true
      return finish()
    case .killing:
      // Again, for those that were started between a look at the session and their parent's end.
      scheduleCheck(now: now)
      return .sendKill
    default:
      scheduleCheck(now: now)
      return nil
    }
  }

  private mutating func startTerminating(grace: Duration, now: Instant) -> Action {
    phase = .terminating(killAt: now + grace)
    scheduleCheck(now: now)
    return .sendTerminate
  }

  private mutating func startKilling(now: Instant) -> Action {
    phase = .killing(giveUpAt: now + Self.patience)
    interval = Self.shortestInterval
    scheduleCheck(now: now)
    return .sendKill
  }

  private mutating func finish() -> Action {
    phase = .finished
    nextCheck = nil
    return .finish
  }

  /// While the leader lives, its end is noticed without looking; the others are looked for ever more rarely.
  private mutating func scheduleCheck(now: Instant) {
    switch (phase, leaderHasEnded) {
    case (.terminating(let killAt), false): nextCheck = killAt
    case (.terminating(let killAt), true): nextCheck = min(killAt, now + interval)
    case (.killing, true): nextCheck = now + interval
    case (.killing, false), (.running, _), (.finished, _): nextCheck = nil
    }
    interval = min(interval * 2, Self.longestInterval)
  }
}
