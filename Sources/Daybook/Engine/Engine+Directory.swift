import Journal

extension Engine {
  /// Opens the journal in a directory and reads all of it.
  ///
  /// - Parameters:
  ///   - isReadOnly: writes not a byte; needs no write permission; every change is refused.
  ///   - durability: when a change counts as accepted.
  ///   - allowsNetwork: opens it also on a network file system, where locks are not to be relied on.
  ///   - progress: told how far it has been read.
  /// - Throws: `.notFound`, `.corrupt`, `.storage` with the file, the offset and what to do.
  package static func open(
    directory: String, actor: Actor, isReadOnly: Bool = false, durability: Durability = .always,
    allowsNetwork: Bool = false,
    time: any TimeSource = SystemTime(), random: any RandomSource = SystemRandom(),
    progress: OpeningProgress.Receiver? = nil
  ) throws(DaybookError) -> Engine {
    var options = JournalOptions()
    options.force = allowsNetwork
    options.durability = durability.ofJournal
    return try open(
      actor: actor, time: time, random: random, directory: directory, durability: durability, progress: progress
    ) {
      [options] in
      try DirectoryJournal.open(directory, mode: isReadOnly ? .readOnly : .readWrite, options: options)
    }
  }

  /// What was dropped behind the last frame, mended, passed over, or ended to get the lock, since the journal was opened, and
  /// syncs that failed too late for anybody to be told: a sentence each.
  package var notices: [String] { lateFailures + ((store as? DirectoryJournal)?.notices ?? []) }
}
