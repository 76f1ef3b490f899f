import Journal
import Synchronization

extension Engine {
  /// Every event after `sequence`, in commit order: first what is recorded, then what comes.
  ///
  /// There is no gap but where events were compacted away, and then an event says so.
  ///
  /// The stream ends with an error when the journal cannot be read, and without one when its reader cancels.
  package func events(since sequence: UInt64) -> AsyncThrowingStream<SchedulerEvent, any Error> {
    AsyncThrowingStream { continuation in
      let changes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
      let observation = observe { changes.continuation.yield() }
      let task = Task {
        var position = sequence
        do {
          position = try deliver(after: position, to: continuation)
          for await _ in changes.stream { position = try deliver(after: position, to: continuation) }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
      }
      continuation.onTermination = { _ in
        observation.cancel()
        changes.continuation.finish()
        task.cancel()
      }
    }
  }

  /// The events after `sequence` that are recorded now, until `receive` returns false.
  ///
  /// Events that were compacted away are told of by one that says which (`SchedulerEvent.compacted`).
  /// - Throws: what `receive` throws, and `DaybookError` when the journal cannot be read.
  package func recordedEvents(after sequence: UInt64, _ receive: (SchedulerEvent) throws -> Bool) throws {
    var next = sequence + 1
    while true {
      do {
        return try store.read(from: next) { sequence, bytes in
          let recorded = try RecordedEvent(decoding: bytes, keepsPayload: false)
          next = sequence + 1
          return try receive(read { SchedulerEvent(recorded, sequence: sequence, in: $0) })
        }
      } catch let error as JournalError where error.code == .compacted {
        guard let first = error.sequence, first > next else { throw DaybookError(wrapping: error) }
        guard try receive(.compacted(next...(first - 1), time: read(\.lastTime))) else { return }
        next = first
      } catch let error where error is JournalError || error is RecordError {
        throw DaybookError(wrapping: error)
      }
    }
  }

  /// Returns the sequence of the last event delivered.
  private func deliver(
    after sequence: UInt64, to continuation: AsyncThrowingStream<SchedulerEvent, any Error>.Continuation
  ) throws -> UInt64 {
    // Only what the state has folded: an event must not be seen before the change it reports.
    if let failure { throw failure }
    let bound = read(\.lastSequence)
    var last = sequence
    guard bound > last else { return last }
    try recordedEvents(after: sequence) { event in
      guard event.sequence <= bound else { return false }
      continuation.yield(event)
      last = event.sequence
      return true
    }
    return last
  }
}
