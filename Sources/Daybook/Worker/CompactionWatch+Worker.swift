import Journal
import Logging

extension CompactionWatch {
  /// Compacts the journal while a worker leads, and says so in its log.
  static func forLeader(
    _ worker: UInt64, _ engine: Engine, _ policy: CompactionPolicy, _ logger: Logger
  ) -> CompactionWatch {
    CompactionWatch(engine, policy: policy) {
      engine.read { $0.workers.leader == worker }
    } report: { result in
      switch result {
      case .success(let report):
        logger.info(
          "compacted the journal",
          metadata: [
            "records": "\(report.records)", "before": "\(report.bytesBefore)", "after": "\(report.bytesAfter)",
          ])
      case .failure(let error): logger.error("the journal could not be compacted", metadata: ["reason": "\(error)"])
      }
    }
  }
}
