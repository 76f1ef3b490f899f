import Daybook
import Logging
import ServiceLifecycle

/// Logs every change that the journal records while this process serves it, one line an event.
struct EventLog: Service {
  let engine: Engine
  let logger: Logger
  /// Events up to here happened before this process came.
  let start: UInt64

  func run() async throws {
    for try await event in engine.events(since: start).cancelOnGracefulShutdown() { log(event) }
  }

  private func log(_ event: SchedulerEvent) {
    var metadata: Logger.Metadata = [:]
    metadata["job"] = event.job.map { "\($0)" }
    metadata["type"] = event.type.map { "\($0)" }
    metadata["schedule"] = event.schedule.map { "\($0)" }
    metadata["attempt"] = event.attempt.map { "\($0)" }
    metadata["worker"] = event.job == nil ? event.worker.map { "\($0)" } : nil
    metadata["epoch"] = event.epoch.map { "\($0)" }
    metadata["actor"] = event.actor.map { "\($0)" }
    metadata["detail"] = event.detail.map { "\($0)" }
    logger.log(level: Self.level(of: event.kind), "\(event.kind)", metadata: metadata)
  }

  private static func level(of kind: String) -> Logger.Level {
    switch kind {
    case "job.failed", "job.deadLettered": .error
    case "job.attemptFailed", "job.lost", "schedule.missed", "worker.lost": .warning
    case "job.progressed", "jobs.matured", "jobs.settled": .debug
    default: .info
    }
  }
}
