import Journal

extension Engine {
  /// Opens the journal in a directory and reads all of it.
  ///
  /// - Parameters:
  ///   - isReadOnly: writes not a byte; needs no write permission; every change is refused.
  /// - Throws: `.notFound`, `.corrupt`, `.storage` with the file, the offset and what to do.
  package static func open(
    directory: String, actor: Actor, isReadOnly: Bool = false, time: any TimeSource = SystemTime(),
    random: any RandomSource = SystemRandom()
  ) throws(DaybookError) -> Engine {
    try open(actor: actor, time: time, random: random, directory: directory) {
      try DirectoryJournal.open(directory, mode: isReadOnly ? .readOnly : .readWrite)
    }
  }

  /// What was dropped behind the last frame when the journal was opened, in a sentence; nil when nothing was.
  package var recoveryNote: String? {
    (store as? DirectoryJournal)?.recoveries.last.map { "recovered: \($0)" }
  }
}
