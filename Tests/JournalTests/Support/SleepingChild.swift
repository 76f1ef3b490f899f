import Glibc
import Journal
import Testing

/// A program that sleeps in a session of its own, as a command's does.
final class SleepingChild {
  let processID: Int32
  let startTime: UInt64
  private var isCollected = false

  init() throws {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A session of its own; the constant is missing from the overlay.
    posix_spawnattr_setflags(&attributes, 0x80)
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("1000"), nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    try #require(posix_spawnp(&process, "sleep", nil, &attributes, &words, environ) == 0)
    processID = process
    startTime = try #require(ProcessTableEntry.read(process)).startTime
  }

  deinit {
    guard !isCollected else { return }
    kill(processID, SIGKILL)
    _ = wait()
  }

  /// Waits for its end; returns the signal.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0, errno == EINTR {}
    isCollected = true
    return status & 0x7f
  }
}
