import CNcurses
import Glibc

/// The one thread that owns ncurses.
///
/// A session runs its whole loop in `run`: it opens the terminal, waits in `CursesTerminal.waitForEvents`, updates, draws
/// and closes. Everything else leaves its results where the session finds them and calls `wake`.
package final class UserInterfaceThread: Sendable {
  let wakeDescriptor: Int32

  package init() throws(TerminalError) {
    wakeDescriptor = daybook_wakeup_open()
    guard wakeDescriptor >= 0 else {
      throw TerminalError(code: .system, message: "no wake-up for the screen: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(wakeDescriptor) }

  /// Makes the wait that is going on, or else the next one, return. From any thread; many calls are one.
  package func wake() {
    var one: UInt64 = 1
    _ = write(wakeDescriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Runs `body` on a thread of its own and returns what it returns.
  package func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let start = Start {
        daybook_guard_protect_stack()
        continuation.resume(with: Result { try body() })
      }
      if let failure = start.launch() { continuation.resume(throwing: failure) }
    }
  }

  func forgetWakeUps() {
    var count: UInt64 = 0
    _ = read(wakeDescriptor, &count, MemoryLayout<UInt64>.size)
  }
}

/// Carries a closure through `pthread_create`.
private final class Start: Sendable {
  private let body: @Sendable () -> Void

  init(body: @escaping @Sendable () -> Void) {
    self.body = body
  }

  /// Starts a detached thread; returns why it did not start.
  func launch() -> TerminalError? {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let failure = pthread_create(&thread, nil, Self.main, context.toOpaque())
    guard failure == 0 else {
      context.release()
      return TerminalError(
        code: .system, message: "no thread for the screen: \(String(cString: strerror(failure)))")
    }
    pthread_detach(thread)
    return nil
  }

  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    guard let context else { return nil }
    Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
    return nil
  }
}
