import Synchronization

/// When a worker looks at the others, and what it has seen.
struct Lookout {
  /// Raised, on any thread, when the process of another worker has ended.
  final class Alarm: Sendable {
    private let isRaised = Atomic<Bool>(false)

    func raise() { isRaised.store(true, ordering: .releasing) }

    /// Whether it was raised since it was asked last.
    func take() -> Bool { isRaised.exchange(false, ordering: .acquiringAndReleasing) }
  }

  /// A process is gone a moment before or after its lock is: after an alarm the locks are looked at again this much later.
  private static let secondLooksMilliseconds: [Int64] = [2, 10, 50]

  let alarm = Alarm()
  let intervalMilliseconds: Int64
  private let longestGapMilliseconds: Int64
  private(set) var watch: PeerWatch
  /// Ends what workers left behind that are gone; one such task at a time.
  var settling: Task<Void, Never>?
  /// Workers that do not respond and whose jobs have been taken back; they may keep some.
  var settled: Set<UInt64> = []
  /// When to look again, on the monotonic clock.
  private(set) var nextLook: Int64 = 0
  private var seen: [UInt64] = []
  private var secondLooks: ArraySlice<Int64> = []

  init(_ options: WorkerOptions) {
    intervalMilliseconds = options.lookIntervalMilliseconds
    longestGapMilliseconds = options.longestGapMilliseconds
    watch = PeerWatch(longestGapMilliseconds: longestGapMilliseconds)
  }

  /// Forgets what it saw: this worker has just joined.
  mutating func reset() {
    watch = PeerWatch(longestGapMilliseconds: longestGapMilliseconds)
    settled = []
    seen = []
    nextLook = 0
  }

  /// Whether it is time to look: an alarm, other workers than before, an election, or long enough ago.
  mutating func mustLook(at now: Int64, workers: [UInt64], mustElect: Bool) -> Bool {
    let isAlarmed = alarm.take()
    if isAlarmed { secondLooks = Self.secondLooksMilliseconds[...] }
    guard isAlarmed || mustElect || workers != seen || now >= nextLook else { return false }
    seen = workers
    nextLook = now + (secondLooks.popFirst() ?? intervalMilliseconds)
    return true
  }

  mutating func note(_ peers: [PeerReport], at now: Int64) { watch.note(peers, at: now) }

  /// Looks again soon: something could not be done.
  mutating func lookAgain(at time: Int64) { nextLook = min(nextLook, time) }
}
