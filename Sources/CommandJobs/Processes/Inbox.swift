import CSystem
import Glibc
import Synchronization

/// Messages to one thread, which waits for them with `poll` beside its other descriptors.
final class Inbox<Message: Sendable>: Sendable {
  /// Readable while there are messages.
  let descriptor: Int32
  private let messages = Mutex<[Message]>([])

  init() throws(CommandError) {
    descriptor = daybook_wake_descriptor()
    guard descriptor >= 0 else {
      throw CommandError(.system, "cannot start the process supervisor: \(ErrorNumber.last.text)")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Adds a message and wakes the thread.
  func post(_ message: Message) {
    let mustWake = messages.withLock { messages in
      messages.append(message)
      return messages.count == 1
    }
    // One wake-up covers all messages up to the next `take`.
    guard mustWake else { return }
    var one: UInt64 = 1
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// All messages so far, oldest first; only after `descriptor` became readable.
  func take() -> [Message] {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
    return messages.withLock { messages in
      defer { messages.removeAll(keepingCapacity: true) }
      return messages
    }
  }
}
