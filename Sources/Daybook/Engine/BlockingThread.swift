import Glibc

/// A thread of its own for work that blocks in system calls, which must never run on the cooperative pool.
package enum BlockingThread {
  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on a new detached thread.
  ///
  /// - Parameter isBackground: lets other threads go first on a busy machine.
  package static func start(isBackground: Bool, _ body: @escaping @Sendable () -> Void) {
    start {
      // On Linux a nice value belongs to a thread.
      if isBackground { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }
      body()
    }
  }

  /// Runs `body` on a new detached thread.
  package static func start(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    let result = pthread_create(
      &thread, &attributes,
      { @Sendable argument in
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, box)
    precondition(result == 0, "no thread could be started: \(String(cString: strerror(result)))")
  }
}
