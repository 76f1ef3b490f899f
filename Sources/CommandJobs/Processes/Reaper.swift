import Glibc

/// The thread that notices the end of children and sees their groups out.
struct Reaper: Sendable {
  struct Supervision: Sendable {
    let attempt: UInt64
    let launch: Spawner.Launch
    let leftoverGrace: Duration
    let result: Promise<CommandResult>
  }

  enum Message: Sendable {
    case supervise(Supervision)
    case terminate(attempt: UInt64, grace: Duration)
    /// Stop, and `then` the rest, when the last child has ended.
    case stop(then: @Sendable () -> Void)
  }

  let inbox: Inbox<Message>

  init(capture: OutputCapture) throws(CommandError) {
    let inbox = try Inbox<Message>()
    self.inbox = inbox
    try DedicatedThread.start("daybook-reap") {
      var loop = ReaperLoop(inbox: inbox, capture: capture)
      loop.run()
    }
  }
}

/// What the thread does. It polls the process descriptors and its inbox.
private struct ReaperLoop {
  private struct Entry {
    let child: SupervisedChild
    let result: Promise<CommandResult>
  }

  let inbox: Inbox<Reaper.Message>
  let capture: OutputCapture
  private var entries: [UInt64: Entry] = [:]
  private var whenStopped: (@Sendable () -> Void)?

  init(inbox: Inbox<Reaper.Message>, capture: OutputCapture) {
    self.inbox = inbox
    self.capture = capture
  }

  mutating func run() {
    while whenStopped == nil || !entries.isEmpty {
      let running = entries.values.map(\.child).filter { $0.exit == nil }
      var waits = [pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)]
      waits += running.map { pollfd(fd: $0.processDescriptor, events: Int16(POLLIN), revents: 0) }
      let ready = poll(&waits, nfds_t(waits.count), timeout)
      let now = ContinuousClock.now
      if ready > 0 {
        for (child, wait) in zip(running, waits.dropFirst()) where wait.revents != 0 {
          if child.leaderEnded(now: now) { finish(child) }
        }
        if waits[0].revents != 0 {
          for message in inbox.take() { handle(message, now: now) }
        }
      }
      for entry in entries.values where entry.child.check(now: now) { finish(entry.child) }
    }
    whenStopped?()
  }

  private mutating func handle(_ message: Reaper.Message, now: ContinuousClock.Instant) {
    switch message {
    case .supervise(let supervision):
      let child = SupervisedChild(
        attempt: supervision.attempt,
        launch: supervision.launch,
        leftoverGrace: supervision.leftoverGrace
      )
      entries[supervision.attempt] = Entry(child: child, result: supervision.result)
    case .terminate(let attempt, let grace):
      // Unknown: it ended by itself in the meantime.
      guard let child = entries[attempt]?.child else { return }
      if child.requestTermination(grace: grace, now: now) { finish(child) }
    case .stop(let then):
      whenStopped = then
    }
  }

  private mutating func finish(_ child: SupervisedChild) {
    guard let entry = entries.removeValue(forKey: child.attempt) else {
      preconditionFailure("attempt \(child.attempt) ended twice")
    }
    let (promise, result) = (entry.result, child.result)
    capture.inbox.post(.finish(attempt: child.attempt) { promise.fulfil(result.adding($0)) })
  }

  /// Milliseconds until the next check is due, rounded up; -1 to wait for ever.
  private var timeout: Int32 {
    guard let next = entries.values.compactMap({ $0.child.shutdown.nextCheck }).min() else { return -1 }
    let left = min(next - .now, .seconds(3600))
    guard left > .zero else { return 0 }
    return Int32(left / .milliseconds(1)) + 1
  }
}
