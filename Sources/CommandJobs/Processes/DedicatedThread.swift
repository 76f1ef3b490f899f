import CSystem
import Glibc

/// A thread outside the cooperative pool, for work that blocks in the kernel.
enum DedicatedThread {
  private final class Start {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Runs `body` on a new thread that takes no signals except those of its own mistakes.
  ///
  /// - Parameter name: at most 15 bytes, shown by `ps -L` and `top -H`.
  static func start(_ name: String, _ body: @escaping @Sendable () -> Void) throws(CommandError) {
    let start = Unmanaged.passRetained(Start(name: name, body: body))
    var thread = pthread_t()
    let status = pthread_create(&thread, nil, { DedicatedThread.run($0) }, start.toOpaque())
    guard status == 0 else {
      start.release()
      throw CommandError(.system, "cannot start thread \(name): \(ErrorNumber(value: status).text)")
    }
    pthread_detach(thread)
  }

  private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { preconditionFailure("a dedicated thread started without its body") }
    blockSignals()
    let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    daybook_name_thread(start.name)
    start.body()
    return nil
  }

  private static func blockSignals() {
    var signals = sigset_t()
    sigfillset(&signals)
    // A crash must reach the handler that puts the terminal back.
    for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT] { sigdelset(&signals, signal) }
    pthread_sigmask(SIG_SETMASK, &signals, nil)
  }
}
