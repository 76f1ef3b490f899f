package import Console
import CNcurses
import Glibc
import Synchronization

/// The terminal: draws surfaces, reads keys, and gives the terminal back whatever happens.
///
/// There is one at a time in a process, and all of it happens on the thread that opened it; it is not `Sendable` on
/// purpose. Signals are part of the input: they arrive as events, and a crash restores the terminal before it kills.
package final class CursesTerminal {
  package private(set) var size: Size
  package let capabilities: TerminalCapabilities

  let teletype: Teletype
  let thread: UserInterfaceThread
  let signalDescriptor: Int32
  let keyWindow: UnsafeMutablePointer<WINDOW>
  var painter: ScreenPainter
  var decoder = KeyDecoder()
  var lastInput = ContinuousClock.now
  /// Events that come from something else than the input.
  var pending: [TerminalEvent] = []
  var hasHungUp = false
  private let screen: OpaquePointer
  private let hasAlternateScreen: Bool
  private var isOpen = true

  private static let isTaken = Atomic<Bool>(false)
  private static let pasteOn = "\u{1B}[?2004h"
  private static let pasteOff = "\u{1B}[?2004l"

  /// Takes the terminal over. Call on the thread that will do everything else, before it draws.
  ///
  /// Throws if there is no terminal or it cannot place text; the message says what to do instead.
  package static func open(
    options: TerminalOptions,
    thread: UserInterfaceThread
  ) throws(TerminalError) -> CursesTerminal {
    guard !isTaken.exchange(true, ordering: .acquiringAndReleasing) else {
      preconditionFailure("the terminal was opened twice without being closed")
    }
    do {
      return try CursesTerminal(options: options, thread: thread)
    } catch {
      isTaken.store(false, ordering: .releasing)
      throw error
    }
  }

  private init(options: TerminalOptions, thread: UserInterfaceThread) throws(TerminalError) {
    let unicode = daybook_locale_prepare()
    let teletype = try Teletype.open()
    do {
      let entry = try TerminalEntry.choose(for: .current(), color: options.color) { name in
        daybook_terminal_entry_read(name, teletype.outputDescriptor)
      }
      signalDescriptor = try Self.prepareRescue(of: teletype, reset: entry.facts)
      hasAlternateScreen = entry.facts.alternate_screen
      (screen, keyWindow) = try Self.start(entry, on: teletype)
      let colors = Self.startColors(entry.colors)
      capabilities = TerminalCapabilities(
        colors: colors.depth, unicode: unicode, clipboard: entry.facts.clipboard, type: entry.name,
        notice: entry.notice)
      painter = ScreenPainter(styles: StyleTable(reducer: colors, pairLimit: daybook_pair_count()))
    } catch {
      teletype.close()
      throw error
    }
    self.teletype = teletype
    self.thread = thread
    size = Size(columns: Int(daybook_screen_columns()), rows: Int(daybook_screen_rows()))
    adoptWindowSize()
    daybook_guard_capture_errors()
    teletype.write(Self.pasteOn)
  }

  /// Shows `surface`, sending only what differs from the screen; an identical frame sends nothing.
  package func draw(_ surface: Surface, forceRedraw: Bool = false) {
    guard isOpen, !hasHungUp else { return }
    if forceRedraw { redrawAll() }
    painter.paint(surface, on: size)
    place(surface.cursor)
    wnoutrefresh(daybook_screen_window())
    doupdate()
  }

  /// Gives the terminal back as it was, and prints what went to standard error meanwhile. The second call does nothing.
  package func close() {
    guard isOpen else { return }
    leave()
    isOpen = false
    delwin(keyWindow)
    delscreen(screen)
    daybook_signals_uninstall()
    teletype.close()
    daybook_guard_print_errors()
    Self.isTaken.store(false, ordering: .releasing)
  }

  /// Stops the program as `^Z` does; returns when it is in the foreground again, with the terminal taken over anew.
  package func suspend() {
    leave()
    daybook_signals_stop()
    forgetSignalsOfOthers()
    enter()
  }

  /// Lends the terminal to `body`, which runs another program on it.
  package func runOutside<Value>(_ body: () throws -> Value) rethrows -> Value {
    leave()
    daybook_signals_set_outside(true)
    defer {
      daybook_signals_set_outside(false)
      forgetSignalsOfOthers()
      enter()
    }
    return try body()
  }

  /// Takes the window's size over; true if it changed.
  @discardableResult
  func adoptWindowSize() -> Bool {
    guard let window = teletype.windowSize(), window != size else { return false }
    resizeterm(Int32(window.rows), Int32(window.columns))
    size = window
    redrawAll()
    return true
  }

  /// Takes the terminal over again after something else had it.
  func enter() {
    daybook_guard_set_active(true)
    daybook_guard_capture_errors()
    reset_prog_mode()
    // ncurses would turn the keys on again only with the next one.
    keypad(keyWindow, true)
    teletype.write(Self.pasteOn)
    if adoptWindowSize() { pending.append(.resize(size)) }
    redrawAll()
    doupdate()
    pending.append(.resumed)
  }

  /// Gives the terminal to something else for a while.
  func leave() {
    teletype.write(Self.pasteOff)
    endwin()
    // What follows belongs below the last frame, which stays.
    if !hasAlternateScreen { teletype.write("\r\n") }
    daybook_guard_restore_modes()
    daybook_guard_set_active(false)
    daybook_guard_release_errors()
  }

  private func redrawAll() {
    painter.forget()
    clearok(daybook_physical_screen(), true)
  }

  /// A hidden cursor may stay wherever drawing ended; a visible one belongs where the prompt is.
  private func place(_ cursor: Position?) {
    let window = daybook_screen_window()
    guard let cursor, Rect(size).contains(cursor) else {
      leaveok(window, true)
      curs_set(0)
      return
    }
    leaveok(window, false)
    wmove(window, Int32(cursor.row), Int32(cursor.column))
    curs_set(1)
  }
}

extension CursesTerminal {
  /// How long ncurses waits for the rest of a control sequence before Escape is a key, in milliseconds.
  private static let escapeDelay: Int32 = 25

  /// Makes crashes and signals give the terminal back; returns where relayed signals arrive.
  private static func prepareRescue(
    of teletype: Teletype,
    reset facts: daybook_terminal_entry
  ) throws(TerminalError) -> Int32 {
    let failure = withUnsafeBytes(of: facts.reset) { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text -> Int32 in
        guard let start = text.baseAddress else { return EINVAL }
        return daybook_guard_prepare(teletype.outputDescriptor, start, Int(facts.reset_length))
      }
    }
    guard failure == 0 else {
      throw TerminalError(code: .system, message: "the terminal has no modes: \(String(cString: strerror(failure)))")
    }
    let signals = daybook_signals_install()
    guard signals >= 0 else {
      throw TerminalError(code: .system, message: "no pipe for signals: \(String(cString: strerror(errno)))")
    }
    return signals
  }

  private static func start(
    _ entry: TerminalEntry,
    on teletype: Teletype
  ) throws(TerminalError) -> (screen: OpaquePointer, keyWindow: UnsafeMutablePointer<WINDOW>) {
    daybook_guard_set_active(true)
    guard let screen = newterm(entry.name, teletype.output, teletype.input), let keys = newpad(1, 1) else {
      daybook_guard_set_active(false)
      daybook_guard_restore_modes()
      daybook_signals_uninstall()
      throw TerminalError(
        code: .cannotStart, message: "ncurses does not start for terminal type '\(entry.name)'; use --no-ui")
    }
    // ^C and ^Z are keys here: the console decides what they mean.
    raw()
    noecho()
    nonl()
    set_escdelay(escapeDelay)
    // Reading from a window draws it first; a pad is never drawn.
    keypad(keys, true)
    nodelay(keys, true)
    meta(keys, true)
    for (sequence, code) in KeyTable.sequences { define_key(sequence, code) }
    return (screen, keys)
  }

  /// Turns colours on; the reducer says how many there are in the end.
  private static func startColors(_ wanted: ColorDepth) -> ColorReducer {
    guard wanted != .mono, has_colors(), start_color() == OK else { return ColorReducer(depth: .mono) }
    if use_default_colors() == OK { return ColorReducer(depth: wanted) }
    return ColorReducer(depth: wanted, terminalForeground: 7, terminalBackground: 0)
  }
}
