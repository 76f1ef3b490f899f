import CSystem
import Glibc
import Synchronization

/// Tells at once when the process of another worker has ended.
///
/// A thread waits for the ends of the processes watched. That a process has ended is only a reason to look: whether a
/// worker lives is what the lock on its file says. A process that cannot be watched, because it is in another container,
/// is noticed by whoever looks next.
package final class WorkerWatch: Sendable {
  private struct Watched {
    let identity: ProcessIdentity
    let descriptor: Int32
  }

  private struct State {
    var watched: [Watched] = []
    /// No longer watched; closed by the thread, which may be waiting for them.
    var dropped: [Int32] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let wakeUp: Int32
  private let onEnd: @Sendable () -> Void

  /// - Parameter onEnd: called on a thread of its own whenever a process watched has ended.
  package init(onEnd: @escaping @Sendable () -> Void) throws(SystemCallError) {
    wakeUp = daybook_wake_descriptor()
    guard wakeUp >= 0 else { throw .last("eventfd") }
    self.onEnd = onEnd
  }

  /// Starts the thread, which lives until `stop` is called; called once.
  package func start(_ run: (@escaping @Sendable () -> Void) -> Void) {
    run { self.work() }
  }

  /// Watches these processes, and no others any more.
  /// - Returns: whether any of them is newly watched; it may have ended just before.
  package func watch(_ processes: [ProcessIdentity]) -> Bool {
    let (hasNew, hasChanged) = state.withLock { state in
      let wanted = Set(processes)
      let gone = state.watched.filter { !wanted.contains($0.identity) }
      state.dropped += gone.map(\.descriptor)
      state.watched.removeAll { !wanted.contains($0.identity) }
      let known = Set(state.watched.map(\.identity))
      let new = wanted.subtracting(known).compactMap(Self.open)
      state.watched += new
      return (!known.isSuperset(of: wanted), !gone.isEmpty || !new.isEmpty)
    }
    if hasChanged { wake() }
    return hasNew
  }

  /// Ends the thread.
  package func stop() {
    state.withLock { $0.isStopped = true }
    wake()
  }

  /// Nil when there is no such process, or another one has its number by now.
  private static func open(_ process: ProcessIdentity) -> Watched? {
    let descriptor = daybook_process_descriptor(Int32(bitPattern: process.number))
    guard descriptor >= 0 else { return nil }
    guard SystemFileSystem().startTime(of: process.number) == process.startTime else {
      close(descriptor)
      return nil
    }
    return Watched(identity: process, descriptor: descriptor)
  }

  private func work() {
    while true {
      let (watched, isStopped) = state.withLock { state in
        for descriptor in state.dropped { close(descriptor) }
        state.dropped = []
        return (state.watched, state.isStopped)
      }
      if isStopped { return closeAll() }
      if wait(for: watched) { onEnd() }
    }
  }

  /// Returns whether a process has ended; such a one is not watched any more.
  private func wait(for watched: [Watched]) -> Bool {
    var descriptors = [pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0)]
    descriptors += watched.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    guard poll(&descriptors, nfds_t(descriptors.count), -1) > 0 else { return false }
    if descriptors[0].revents != 0 {
      var count: UInt64 = 0
      _ = read(wakeUp, &count, MemoryLayout.size(ofValue: count))
    }
    let ended = Set(descriptors.dropFirst().filter { $0.revents != 0 }.map(\.fd))
    guard !ended.isEmpty else { return false }
    state.withLock { state in
      state.dropped += state.watched.filter { ended.contains($0.descriptor) }.map(\.descriptor)
      state.watched.removeAll { ended.contains($0.descriptor) }
    }
    return true
  }

  private func closeAll() {
    state.withLock { state in
      for descriptor in state.watched.map(\.descriptor) + state.dropped { close(descriptor) }
      state.watched = []
      state.dropped = []
    }
  }

  private func wake() {
    var one: UInt64 = 1
    _ = write(wakeUp, &one, MemoryLayout.size(ofValue: one))
  }

  deinit {
    closeAll()
    close(wakeUp)
  }
}
