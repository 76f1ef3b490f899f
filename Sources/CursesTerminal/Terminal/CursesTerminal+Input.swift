import CNcurses
package import Console
import Glibc

extension CursesTerminal {
  /// A paste that pauses longer than this has lost its end mark.
  private static let pastePause = Duration.seconds(1)

  /// Waits for the terminal, a signal, a wake-up or `deadline`, and returns what there is: nothing after the last two.
  package func waitForEvents(until deadline: ContinuousClock.Instant? = nil) -> [TerminalEvent] {
    if pending.isEmpty { pause(until: deadline) }
    return readEvents()
  }

  /// Everything that arrived by now, in order; never waits longer than it takes to tell Escape from a sequence.
  package func readEvents() -> [TerminalEvent] {
    handleSignals()
    readInput()
    defer { pending.removeAll() }
    return pending
  }

  /// Drops what reached us while the terminal was not ours: keys typed for another program, and the continuation itself.
  /// A request to end stays.
  func forgetSignalsOfOthers() {
    for signal in nextSignals() where signal == SIGTERM || signal == SIGHUP { pending.append(.hangup(signal: signal)) }
  }

  private func pause(until deadline: ContinuousClock.Instant?) {
    // poll ignores negative descriptors; a terminal that hung up would be ready for ever.
    var polled = [hasHungUp ? -1 : teletype.inputDescriptor, signalDescriptor, thread.wakeDescriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    _ = poll(&polled, nfds_t(polled.count), Self.milliseconds(until: deadline))
    thread.forgetWakeUps()
  }

  /// Rounded up, or a loop would spin through the last millisecond; -1 waits for ever.
  private static func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
    guard let deadline else { return -1 }
    let left = ContinuousClock.now.duration(to: deadline)
    let (seconds, attoseconds) = left.components
    if left <= .zero { return 0 }
    let milliseconds = min(seconds, 3600) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(milliseconds)
  }

  private func nextSignals() -> [Int32] {
    var signals: [Int32] = []
    while case let signal = daybook_signals_next(), signal != 0 { signals.append(signal) }
    return signals
  }

  private func handleSignals() {
    var resized = false
    var continued = false
    for signal in nextSignals() {
      switch signal {
      case SIGWINCH: resized = true
      case SIGCONT: continued = true
      case SIGINT: pending.append(.interrupt)
      // Stopping has one path, whoever asks for it.
      case SIGTSTP: pending.append(.key(.control("z")))
      default: pending.append(.hangup(signal: signal))
      }
    }
    // A stop that could not be caught left the shell on our screen.
    if continued {
      leave()
      enter()
    }
    if resized, adoptWindowSize() { pending.append(.resize(size)) }
  }

  private func readInput() {
    guard !hasHungUp else { return }
    switch teletype.readiness() {
    case .idle: return
    case .hungUp:
      hasHungUp = true
      pending.append(.hangup(signal: SIGHUP))
    case .readable:
      drain()
    }
  }

  private func drain() {
    let now = ContinuousClock.now
    if decoder.isPasting, lastInput.duration(to: now) > Self.pastePause { decoder.endPaste() }
    while case let code = wgetch(keyWindow), code != ERR { decoder.feed(code) }
    lastInput = now
    pending += decoder.endOfDrain()
  }
}
