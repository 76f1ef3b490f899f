import Glibc

extension JournalError {
  /// A call that changes nothing failed.
  static func reading(_ path: String, _ cause: SystemCallError) -> JournalError {
    switch cause.number {
    case ENOENT, ENOTDIR:
      return JournalError(.notFound, "\(path) is not there", path: path, cause: cause)
    case EROFS:
      return JournalError(
        .permission,
        "\(path) is on a read-only file system: nothing can be changed there, and nothing was. Reading goes on: "
          + "`daybook jobs`, `daybook journal verify`",
        path: path,
        cause: cause
      )
    case EACCES, EPERM:
      return JournalError(.permission, "\(path) cannot be opened: \(cause)", path: path, cause: cause)
    case ELOOP:
      return JournalError(
        .permission,
        "\(path) is a symbolic link, and a journal follows none; put the file itself there",
        path: path,
        cause: cause
      )
    default:
      return JournalError(.input, "\(path) cannot be read: \(cause)", path: path, cause: cause)
    }
  }

  /// A call that changes the directory, but no record, failed.
  static func preparing(_ path: String, _ cause: SystemCallError) -> JournalError {
    guard cause.isOutOfSpace else { return reading(path, cause) }
    return diskFull(path, cause)
  }

  /// There is no space for more.
  static func diskFull(_ path: String, _ cause: SystemCallError) -> JournalError {
    JournalError(
      .diskFull,
      "no space for \(path): \(cause). Everything acknowledged is intact; free some space and try again",
      path: path,
      cause: cause
    )
  }

  /// Damage: what is wrong and where, with nothing changed.
  static func corrupt(_ what: String, path: String, journal: String, offset: UInt64, sequence: UInt64) -> JournalError {
    JournalError(
      .corrupt,
      "\(path) is damaged at offset \(offset), where record \(sequence) should be: \(what). "
        + nothingChanged(journal),
      path: path,
      offset: offset,
      sequence: sequence
    )
  }

  /// What ends every message about damage: nothing was changed, and the commands to run next.
  static func nothingChanged(_ journal: String) -> String {
    "Nothing was changed; `daybook --dir \(journal) journal verify` checks all of it, and `daybook --dir \(journal) "
      + "journal repair` keeps what is intact"
  }

  /// Only opening the journal again shows what it is now.
  static func stale(_ journal: String, after sequence: UInt64) -> JournalError {
    JournalError(
      .stale,
      "what follows record \(sequence) in \(journal) was written anew by another process, after a failed write or a "
        + "repair; open the journal again",
      path: journal,
      sequence: sequence
    )
  }

  /// Records before `first` have been compacted away.
  static func compacted(_ journal: String, first: UInt64) -> JournalError {
    JournalError(
      .compacted,
      "records before \(first) were compacted away from \(journal), and only what they amount to is kept; "
        + "`[journal] keep` in the jobs file keeps more",
      path: journal,
      sequence: first
    )
  }
}
