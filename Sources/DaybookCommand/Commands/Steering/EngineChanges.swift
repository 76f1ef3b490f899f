import Daybook

/// A signal for every change of the state; changes that pile up while nobody looks count once.
///
/// The first signal is there at once, so that a loop over the stream begins by looking.
struct EngineChanges: Sendable {
  let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init(_ engine: Engine) {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let observation = engine.observe { continuation.yield() }
    continuation.onTermination = { _ in observation.cancel() }
    continuation.yield()
    self.stream = stream
    self.continuation = continuation
  }

  /// Signals without a change.
  func nudge() { continuation.yield() }

  /// Ends the stream.
  func finish() { continuation.finish() }
}
