import Daybook
import Logging
import ServiceLifecycle

/// Keeps the journal in agreement with the jobs file: applies it at the start, and again whenever it is saved.
///
/// A broken file changes nothing: the last good one stays in force, and the log says what is wrong and where.
struct JobsFileService: Service {
  private static let pollMilliseconds: Int64 = 1000

  let engine: Engine
  let path: String
  let owner: String
  let context: CommandContext
  let logger: Logger
  /// The file's version before it was applied first: an edit made since is not overlooked.
  let start: FileVersion

  /// Applies the file.
  /// - Throws: `SettingsError` with every problem, `DaybookError` when it cannot be read or conflicts with another file.
  @discardableResult
  func apply() async throws -> JobsFile {
    let file = try JobsFile.load(path, owner: owner, context: context)
    let changes = try await engine.perform(ApplyDeclarations(file.declarations))
    if !changes.isEmpty {
      logger.info(
        "applied the jobs file",
        metadata: [
          "file": "\(path)", "added": "\(changes.count(.added))", "updated": "\(changes.count(.updated))",
          "orphaned": "\(changes.count(.orphaned))",
        ])
    }
    return file
  }

  func run() async throws {
    try? await cancelWhenGracefulShutdown { try await follow() }
  }

  private func follow() async throws {
    var applied = start
    while true {
      try await context.time.sleep(untilMonotonic: context.time.monotonicMilliseconds() + Self.pollMilliseconds)
      let current = FileVersion(of: context.absolutePath(path))
      guard current != applied else { continue }
      do {
        try await apply()
        applied = current
      } catch let error as DaybookError where error.code == .storage {
        logger.warning("the jobs file could not be applied; trying again", metadata: ["reason": "\(error)"])
      } catch {
        applied = current
        logger.error("the jobs file has mistakes; the last good one stays in force", metadata: ["reason": "\(error)"])
      }
    }
  }
}
