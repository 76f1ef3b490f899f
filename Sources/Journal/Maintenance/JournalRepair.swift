// Repair is asked for, never automatic. It keeps every frame that is intact in itself and drops the rest; the numbers of
// what is lost are skipped (SegmentFeatures.afterGap), so that no record takes the place of another.
//
//   1. With the append lock held, and no worker alive: verify. The first segment with a problem, and all after it, are
//      written anew, because every frame is linked to the one before; those before it are not touched.
//   2. Every file that will be changed is copied into `repair-TIME/`, and synced.
//   3. The new segments are written beside the old ones as `….segment.new`, and synced; then each takes its name.
//   4. The lock file says that the log was written anew (PoisonMark.Stage.mended): whoever has it open opens it again.
//   5. The result is verified.
//
// A repair that is interrupted leaves a journal that is refused, with all of it in the folder, and can be repaired again.

/// Keeps what is intact of a damaged journal.
package struct JournalRepair {
  private let directory: JournalDirectory
  private let fileSystem: any FileSystem
  private let options: JournalOptions

  /// - Parameter options: only `force`, `segmentSize` and `lockTimeout` are used.
  package init(
    _ path: String,
    options: JournalOptions = JournalOptions(),
    fileSystem: any FileSystem = SystemFileSystem()
  ) throws(JournalError) {
    // As a reader: what is missing is not made.
    directory = try JournalDirectory(path, mode: .readOnly, force: options.force, fileSystem: fileSystem)
    self.fileSystem = fileSystem
    self.options = options
  }

  /// What a repair would do; changes nothing, and takes no lock.
  /// - Parameter progress: called now and then while the log is read.
  package func plan(_ progress: (VerificationProgress) throws -> Void = { _ in }) throws -> RepairPlan {
    let report = try verify(progress)
    guard let problem = report.problem else { return .nothing(report) }
    guard problem.code == .corrupt else { throw problem }
    return try RepairPlanner(directory, fileSystem).plan(problem, reach: reach())
  }

  /// Repairs the journal; the report says whether the result is intact.
  package func run(_ progress: (VerificationProgress) throws -> Void = { _ in }) throws -> RepairReport {
    try refuseWhileInUse()
    // Checks what an opener that writes checks.
    _ = try JournalDirectory(directory.path, mode: .readWrite, force: options.force, fileSystem: fileSystem)
    var lock = try LockFile(in: directory, mode: .readWrite)
    try lock.acquire(timeout: options.lockTimeout)
    defer { lock.release() }
    guard let compaction = try CompactionLock(in: directory) else {
      throw JournalError(
        .refused, "\(directory.path) is being compacted; try again when that is done", path: directory.path)
    }
    return try withExtendedLifetime(compaction) { try repair(lock, progress) }
  }

  /// With both locks held.
  private func repair(_ lock: LockFile, _ progress: (VerificationProgress) throws -> Void) throws -> RepairReport {
    var report = RepairReport(plan: try plan(progress), aside: nil, verification: try verify { _ in })
    guard report.plan.problem != nil else { return report }
    let aside = try RepairWriting.makeFolder(in: directory)
    // Behind damage that others stand for there may be more.
    repeat {
      let plan = try plan { _ in }
      let writing = RepairWriting(plan, directory, lock: lock, segmentSize: options.segmentSize)
      try writing.setAside(in: aside)
      try writing.write()
      report = RepairReport(plan: plan, aside: aside.path, verification: try verify { _ in })
      if report.plan.removesOnly, report.verification.problem != nil { continue }
      return report
    } while true
  }

  private func verify(_ progress: (VerificationProgress) throws -> Void) throws -> VerificationReport {
    do {
      return try JournalInspection(directory.path, fileSystem: fileSystem).verify(progress)
    } catch let error as JournalError where error.code == .corrupt {
      // Not even the first segment's header can be read.
      var report = VerificationReport()
      report.problem = error
      return report
    }
  }

  /// The highest record that was acknowledged, by the lock file; 0 when that is not known.
  private func reach() throws(JournalError) -> UInt64 {
    var lock = try LockFile(in: directory, mode: .readOnly)
    guard let identifier = try RepairPlanner(directory, fileSystem).journalIdentifier() else { return 0 }
    lock.identify(identifier)
    return try lock.read().synced?.sequence ?? 0
  }

  /// A worker would go on with what it has in memory of records that are lost.
  private func refuseWhileInUse() throws {
    guard let worker = try WorkerFile.scan(directory.path).first(where: \.isAlive) else { return }
    throw JournalError(
      .refused,
      "process \(worker.identity.process.number) runs jobs of \(directory.path); stop it first: "
        + "`daybook --dir \(directory.path) down`",
      path: directory.path
    )
  }
}

extension RepairPlan {
  /// For a journal that is intact.
  fileprivate static func nothing(_ report: VerificationReport) -> RepairPlan {
    RepairPlan(
      problem: nil,
      firstSegment: 0,
      kept: report.records == 0
        ? [] : [(report.lastSequence - min(report.records, report.lastSequence) + 1)...report.lastSequence],
      lost: [],
      dropped: [],
      keptRecords: report.records,
      runs: [],
      journalIdentifier: [],
      link: 0,
      firstSequence: 0
    )
  }
}
