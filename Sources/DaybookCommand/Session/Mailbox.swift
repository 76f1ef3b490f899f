import Console
import Synchronization

/// What other threads have for the console, and the way to wake it.
final class Mailbox: Sendable {
  private struct Contents {
    var events: [ConsoleEvent] = []
    var hasStateChanged = false
  }

  private let contents = Mutex(Contents())
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Leaves an event; any thread.
  func post(_ event: ConsoleEvent) {
    contents.withLock { $0.events.append(event) }
    wake()
  }

  /// Says that the scheduler's state has changed; many changes are one.
  func noteChange() {
    let isFirst = contents.withLock { contents in
      defer { contents.hasStateChanged = true }
      return !contents.hasStateChanged
    }
    if isFirst { wake() }
  }

  /// Empties the box.
  func take() -> (events: [ConsoleEvent], hasStateChanged: Bool) {
    contents.withLock { contents in
      defer { contents = Contents() }
      return (contents.events, contents.hasStateChanged)
    }
  }
}
