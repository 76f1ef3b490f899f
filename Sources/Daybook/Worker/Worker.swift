package import Logging

/// Runs jobs: claims what is ready, runs it, reports how it ended; while it leads, it also fires schedules and takes back
/// the jobs of workers that are gone.
///
/// The loop wakes when the state changes, an attempt ends, another worker dies or a deadline comes, and then takes one
/// turn: a single append that reports, lets time pass and claims. Nothing is polled but the heartbeats of the others.
package actor Worker {
  struct Running {
    let claimed: ClaimedAttempt
    let control: AttemptControl
    let task: Task<Void, Never>
    /// On the monotonic clock.
    let deadline: Int64?
  }

  static let retryAfterStorageErrorMilliseconds: Int64 = 1000
  private static let leaveAttempts = 5

  let engine: Engine
  let handlers: HandlerRegistry
  let options: WorkerOptions
  let presence: any WorkerPresence
  let actor: Actor
  let time: any TimeSource
  let logger: Logger
  let wakes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  /// The sequence of its `joined` record; another one after it was declared lost and joined again.
  var id: UInt64 = 0
  var running: [JobID: Running] = [:]
  var finished: [FinishedAttempt] = []
  var isStopping = false
  var shutdownDeadline: Int64?
  var storageRetryAt: Int64?
  var timer: (deadline: Int64, task: Task<Void, Never>)?
  var lookout: Lookout
  /// When it stands for election from, on the monotonic clock.
  var standsAt: Int64 = 0
  /// Late failures of the engine that were logged.
  var failuresLogged = 0
  /// The epoch that it leads in.
  var leadership: UInt64?
  /// Declared lost: it finishes what it may, then joins again under another name.
  var isRenewing = false
  var reviews = ReviewTimes()

  package init(
    engine: Engine, handlers: HandlerRegistry, options: WorkerOptions, presence: any WorkerPresence, actor: Actor,
    time: any TimeSource = SystemTime(), logger: Logger
  ) {
    self.engine = engine
    self.handlers = handlers
    self.options = options
    self.presence = presence
    self.actor = actor
    self.time = time
    self.logger = logger
    lookout = Lookout(options)
  }

  /// Joins, runs jobs until `shutdown`, and leaves.
  ///
  /// - Throws: `.conflict` when it must be the only one of its kind and is not, and whatever makes the journal unusable;
  ///   running attempts have been stopped then.
  package func run() async throws(DaybookError) {
    standsAt = time.monotonicMilliseconds().saturatingAdd(options.coldStartMilliseconds)
    presence.watch { [wakes, alarm = lookout.alarm] in
      alarm.raise()
      wakes.continuation.yield()
    }
    do {
      try await join()
    } catch {
      presence.end()
      throw error
    }
    let observation = engine.observe { [wakes] in wakes.continuation.yield() }
    let compaction = CompactionWatch.forLeader(id, engine, options.compaction, logger).start()
    defer {
      observation.cancel()
      compaction.cancel()
    }
    do {
      wakes.continuation.yield()
      for await _ in wakes.stream {
        presence.beat()
        try await step()
        if isStopping, running.isEmpty, finished.isEmpty { break }
      }
      // The task was cancelled: what runs is interrupted, and handed back below.
      if !running.isEmpty { await abandon() }
      timer?.task.cancel()
      await lookout.settling?.value
      try await leave()
    } catch {
      await abandon()
      end()
      throw error
    }
    end()
  }

  /// Stops claiming; running attempts may finish within the grace period, then they are interrupted.
  package func shutdown() {
    guard shutdownDeadline == nil else { return }
    isStopping = true
    shutdownDeadline = time.monotonicMilliseconds() + options.shutdownGraceMilliseconds
    wakes.continuation.yield()
  }

  /// Stops claiming; running attempts may finish, however long they take.
  package func drain() {
    isStopping = true
    wakes.continuation.yield()
  }

  /// Interrupts running attempts at once.
  package func interrupt() {
    isStopping = true
    shutdownDeadline = time.monotonicMilliseconds()
    wakes.continuation.yield()
  }

  /// The jobs running now.
  package var runningJobs: [JobID] { running.keys.sorted() }

  private func end() {
    noteLeadership(nil)
    presence.end()
  }

  /// A disk that is full for a moment must not make finished work run again.
  private func leave() async throws(DaybookError) {
    for _ in 1..<Self.leaveAttempts {
      do {
        return try await engine.perform(LeaveWorker(worker: id, unfinished: finished))
      } catch  where error.code == .storage {
        let wait = time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds
        // A cancelled task does not wait, it only tries again at once.
        try? await time.sleep(untilMonotonic: wait)
      }
    }
    try await engine.perform(LeaveWorker(worker: id, unfinished: finished))
  }
}
