import CSystem
import Glibc

/// A watch on a directory through the kernel's file notification; where there is none to be had, a slow poll.
final class InotifyWatch: ChangeWatch {
  /// How long a wait without notification lasts before it reports a possible change; milliseconds.
  private static let slowPoll: Int32 = 50

  private let notifications: Int32?
  private let wakeUp: Int32

  init(_ directory: FileDescriptor) throws(SystemCallError) {
    wakeUp = daybook_wake_descriptor()
    guard wakeUp >= 0 else { throw .last("eventfd") }
    notifications = Self.notifications(of: directory)
  }

  deinit {
    if let notifications { close(notifications) }
    close(wakeUp)
  }

  /// Nil when the user's share of watches is used up: following is then slower, and still right.
  private static func notifications(of directory: FileDescriptor) -> Int32? {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let events = UInt32(IN_MODIFY) | UInt32(IN_MOVED_TO)
    // Through the descriptor, so that it is the directory that was opened, whatever its path leads to by now.
    guard inotify_add_watch(descriptor, "/proc/self/fd/\(directory.rawValue)", events) >= 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  func wait(milliseconds: Int32) -> ChangeWatchOutcome {
    let limit: Int32
    if notifications == nil {
      limit = milliseconds < 0 ? Self.slowPoll : min(milliseconds, Self.slowPoll)
    } else {
      limit = milliseconds
    }
    // A negative descriptor is passed over by poll.
    var descriptors = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: notifications ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), limit)
    guard ready > 0 else { return notifications == nil ? .changed : .timedOut }
    if descriptors[1].revents != 0 { drainNotifications() }
    if descriptors[0].revents != 0 {
      var count: UInt64 = 0
      _ = Glibc.read(wakeUp, &count, MemoryLayout.size(ofValue: count))
      return .woken
    }
    return .changed
  }

  func wake() {
    var one: UInt64 = 1
    _ = Glibc.write(wakeUp, &one, MemoryLayout.size(ofValue: one))
  }

  /// What changed does not matter: the caller looks at the log.
  private func drainNotifications() {
    guard let notifications else { return }
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { events in
      guard let base = events.baseAddress else { return }
      while Glibc.read(notifications, base, events.count) > 0 {}
    }
  }
}
