/// The work of one type, as a Swift value that is stored as JSON.
public protocol JobPayload: Codable, Sendable {
  /// The type's name, such as `send-email`: `[a-z0-9][a-z0-9._-]{0,99}`.
  static var type: String { get }
  /// Everything that its JSON may have, all of it plain values; empty, which is the default, when anything may be in it.
  ///
  /// Enqueueing refuses a payload that does not fit, whoever asks, as long as a worker is here that registered the type, and
  /// by the last registration when none is.
  static var parameters: [JobParameter] { get }
}

extension JobPayload {
  /// Anything may be in it.
  public static var parameters: [JobParameter] { [] }
}

/// What a handler knows of the job it runs.
public struct JobContext: Sendable {
  private let attemptContext: AttemptContext

  init(_ attempt: AttemptContext) {
    attemptContext = attempt
  }

  /// The job's id.
  public var id: JobID { attemptContext.job }

  /// Which attempt this is, from 1.
  public var attempt: Int { attemptContext.claimed.attempt }

  /// Reports progress, 0 … 1; recorded every two seconds at most.
  public func progress(_ fraction: Double) { attemptContext.report(progress: fraction) }
}

/// What a handler throws to end its job otherwise than by success or retry.
public enum JobVerdict: Error, Sendable {
  /// Failed now, without further attempts.
  case discard(String)
  /// Run again after the delay; this attempt does not count.
  case snooze(Duration)
  /// Ends the job as cancelled.
  case cancel(String)
}
