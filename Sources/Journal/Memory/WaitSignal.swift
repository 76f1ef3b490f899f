import Glibc

/// Lets one thread wait for another, without a file.
final class WaitSignal: Sendable {
  /// Both are used through their addresses only, as the threads library demands.
  private struct Primitives: @unchecked Sendable {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Read and written with the mutex held.
    let isRaised = UnsafeMutablePointer<Bool>.allocate(capacity: 1)
  }

  private let primitives = Primitives()

  init() {
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // So that setting the clock neither prolongs a wait nor cuts it short.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(primitives.condition, &attributes)
    pthread_condattr_destroy(&attributes)
    pthread_mutex_init(primitives.mutex, nil)
    primitives.isRaised.initialize(to: false)
  }

  deinit {
    pthread_cond_destroy(primitives.condition)
    pthread_mutex_destroy(primitives.mutex)
    primitives.condition.deallocate()
    primitives.mutex.deallocate()
    primitives.isRaised.deallocate()
  }

  /// Ends the wait under way, or else the next one.
  func raise() {
    pthread_mutex_lock(primitives.mutex)
    primitives.isRaised.pointee = true
    pthread_cond_signal(primitives.condition)
    pthread_mutex_unlock(primitives.mutex)
  }

  /// Waits until `raise` is called or the time is up; negative waits without end.
  func wait(milliseconds: Int32) {
    pthread_mutex_lock(primitives.mutex)
    defer { pthread_mutex_unlock(primitives.mutex) }
    var deadline = timespec()
    clock_gettime(CLOCK_MONOTONIC, &deadline)
    let nanoseconds = deadline.tv_nsec + Int(max(milliseconds, 0)) % 1000 * 1_000_000
    deadline.tv_sec += Int(max(milliseconds, 0)) / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    while !primitives.isRaised.pointee {
      if milliseconds < 0 {
        pthread_cond_wait(primitives.condition, primitives.mutex)
      } else if pthread_cond_timedwait(primitives.condition, primitives.mutex, &deadline) == ETIMEDOUT {
        break
      }
    }
    primitives.isRaised.pointee = false
  }
}
