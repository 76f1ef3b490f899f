import Console
import Cron
import CursesTerminal
import Daybook

/// The console's loop: waits, updates the state, carries out its effects, draws.
///
/// All of it happens on the thread that owns the terminal. Whatever takes longer happens elsewhere and comes back through
/// the mailbox, so that no key ever waits for a disk.
final class ConsoleLoop {
  /// How the console was left.
  struct Ending: Sendable {
    var mode: QuitMode
    /// What to say on the normal screen.
    var farewell: String?
  }

  private static let frameInterval = Duration.milliseconds(33)

  private let terminal: CursesTerminal
  private let engine: Engine
  private let worker: OwnWorker
  private let theme: Theme
  private let glyphs: GlyphSet
  private let mailbox: Mailbox
  private let performer: OperationPerformer
  private let output: OutputFeed
  private let surroundings: Surroundings
  private let time: any TimeSource
  private let zone: TimeZoneRules?
  private var state: ConsoleState
  private var isDirty = true
  /// Whether the scheduler's state, or the second, has changed since it was looked at.
  private var hasNews = false
  private var mustRedraw = false
  private var lastFrame = ContinuousClock.now - .seconds(1)
  private var ending: QuitMode?

  init(
    terminal: CursesTerminal, thread: UserInterfaceThread, engine: Engine, worker: OwnWorker, theme: Theme,
    options: LaunchOptions
  ) {
    self.terminal = terminal
    self.engine = engine
    self.worker = worker
    self.theme = theme
    time = options.context.time
    zone = try? TimeZoneRules(named: TimeZoneRules.hostName())
    glyphs = terminal.capabilities.unicode ? .unicode : .ascii
    let mailbox = Mailbox { thread.wake() }
    self.mailbox = mailbox
    performer = OperationPerformer(engine: engine, worker: worker, mailbox: mailbox)
    output = OutputFeed(directory: options.workplace.directory, mailbox: mailbox)
    surroundings = Surroundings(engine: engine, worker: worker, options: options)
    let clock = Self.clock(time, zone)
    state = ConsoleState(
      size: terminal.size, clock: clock, context: surroundings.context(),
      snapshot: surroundings.snapshot(SnapshotRequest(), now: clock.now))
  }

  /// Runs until the operator leaves.
  func run() throws -> Ending {
    let observation = engine.observe { [mailbox] in mailbox.noteChange() }
    defer {
      observation.cancel()
      output.stop()
    }
    if let notice = terminal.capabilities.notice { update(.notice(.warning, notice)) }
    draw()
    // After the first paint: the operator sees the state at once, and then the worker that joins.
    if surroundings.shouldStartWorker { performer.perform(.startWorker, isSilent: true) }
    while ending == nil {
      turn(terminal.waitForEvents(until: deadline()))
    }
    let mode = ending ?? .leave
    return Ending(mode: mode, farewell: state.farewell(after: mode))
  }

  private func turn(_ events: [TerminalEvent]) {
    let before = state.clock
    let clock = Self.clock(time, zone)
    update(.tick(clock))
    for event in events { update(.terminal(event)) }
    let (posted, hasStateChanged) = mailbox.take()
    for event in posted { update(event) }
    hasNews = hasNews || hasStateChanged || clock.now.seconds != before.now.seconds
    isDirty = isDirty || hasNews || !events.isEmpty || !posted.isEmpty
    let isFrameDue = lastFrame.duration(to: .now) >= Self.frameInterval
    // However fast the journal grows, the state is looked at once a frame; a key that asks for other rows gets them now.
    if hasNews, isFrameDue { update(.context(surroundings.context())) }
    if hasNews && isFrameDue || state.request != state.snapshot.request {
      update(.snapshot(surroundings.snapshot(state.request, now: clock.now, previous: state.snapshot)))
    }
    if isFrameDue {
      hasNews = false
      draw()
    }
  }

  private func update(_ event: ConsoleEvent) {
    for effect in state.update(event) { carryOut(effect) }
  }

  private func carryOut(_ effect: Effect) {
    switch effect {
    case .perform(let operation): performer.perform(operation)
    case .follow(let target): output.follow(target)
    case .loadPayload(let job): performer.loadPayload(job)
    case .copy(let text):
      if !terminal.copyToClipboard(text) {
        update(.notice(.error, "this terminal has no clipboard for programs; select the text with Shift and the mouse"))
      }
    case .suspend:
      terminal.suspend()
      update(.terminal(.resize(terminal.size)))
      update(.terminal(.resumed))
    case .redraw: mustRedraw = true
    case .quit(let mode): ending = mode
    }
  }

  private func draw() {
    guard isDirty else { return }
    terminal.draw(ConsoleView.surface(of: state, theme: theme, glyphs: glyphs), forceRedraw: mustRedraw)
    isDirty = false
    mustRedraw = false
    lastFrame = .now
  }

  /// The next frame while something waits to be drawn, else the next second of the clock.
  private func deadline() -> ContinuousClock.Instant {
    if isDirty { return lastFrame + Self.frameInterval }
    return .now + .milliseconds(1000 - time.now().milliseconds % 1000)
  }

  private static func clock(_ time: any TimeSource, _ zone: TimeZoneRules?) -> WallClock {
    let now = time.now()
    return WallClock(now: now, utcOffset: Int(zone?.offset(at: now.seconds) ?? 0))
  }
}
