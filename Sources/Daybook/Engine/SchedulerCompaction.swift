package import Journal

/// One compaction of a scheduler's journal, on the thread of whoever asks for it.
package struct SchedulerCompaction {
  private let directory: String
  private let fileSystem: any FileSystem

  package init(_ directory: String, fileSystem: any FileSystem = SystemFileSystem()) {
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// Compacts what has been sealed, as a leader does by itself.
  ///
  /// - Throws: `JournalError`, and what `progress` throws.
  /// - Returns: nil when it is not worth it, or another process is at it.
  package func runIfDue(
    _ policy: CompactionPolicy, progress: (CompactionProgress) throws -> Void = { _ in }
  ) throws -> CompactionReport? {
    guard let compactor = try JournalCompactor(directory, keep: policy.keep, fileSystem: fileSystem) else { return nil }
    let size = try compactor.size()
    guard policy.isDue(sealedBytes: size.sealed, snapshotBytes: size.snapshot) else { return nil }
    var fold = SchedulerFold()
    return try compactor.run(&fold, progress: progress)
  }

  /// Seals the last segment and compacts everything, whether it is worth it or not.
  ///
  /// - Throws: `JournalError`, and what `progress` throws.
  /// - Returns: nil when another process is at it.
  package func runNow(
    keep: JournalKeep, options: JournalOptions = JournalOptions(),
    progress: (CompactionProgress) throws -> Void = { _ in }
  ) throws -> CompactionReport? {
    guard let compactor = try JournalCompactor(directory, keep: keep, fileSystem: fileSystem) else { return nil }
    let journal = try DirectoryJournal.open(directory, mode: .readWrite, options: options, fileSystem: fileSystem)
    _ = try journal.restore { _, _ in }
    try journal.sealSegment { _, _ in }
    var fold = SchedulerFold()
    return try compactor.run(&fold, progress: progress)
  }
}
