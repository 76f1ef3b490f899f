/// What went wrong with a journal, where, and what to do instead.
package struct JournalError: Error, Sendable {
  /// What kind of failure it is; new kinds may be added.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case notFound, newerVersion, corrupt, unsupported, permission, networkFileSystem, lockTimeout, poisoned
      case outcomeUnknown, diskFull, tooLarge, readOnly, noSuchRecord, compacted, input, stale, refused, condemned
      case childAlive
    }

    private let kind: Kind

    /// There is no journal, or a file of it is gone.
    package static let notFound = Code(kind: .notFound)
    /// Written by a newer version of the format; nothing was changed.
    package static let newerVersion = Code(kind: .newerVersion)
    /// Bytes that are neither intact nor the remains of an unfinished append; nothing was changed.
    package static let corrupt = Code(kind: .corrupt)
    /// Asked for something this version does not do.
    package static let unsupported = Code(kind: .unsupported)
    /// The directory belongs to someone else, or others can write to it, or access was denied.
    package static let permission = Code(kind: .permission)
    /// On a file system whose locks are not to be trusted.
    package static let networkFileSystem = Code(kind: .networkFileSystem)
    /// Another process did not give up the append lock in time.
    package static let lockTimeout = Code(kind: .lockTimeout)
    /// A write or sync failed earlier and could not be made good: nobody appends until the machine is started anew.
    package static let poisoned = Code(kind: .poisoned)
    /// A write or sync failed now: the records may or may not be on disk.
    package static let outcomeUnknown = Code(kind: .outcomeUnknown)
    /// No space left; nothing was appended and nothing lost.
    package static let diskFull = Code(kind: .diskFull)
    /// A record or frame above its limit; nothing was appended.
    package static let tooLarge = Code(kind: .tooLarge)
    /// An append to a journal opened for reading.
    package static let readOnly = Code(kind: .readOnly)
    /// No record with that number has been delivered.
    package static let noSuchRecord = Code(kind: .noSuchRecord)
    /// What was asked for was there, and has been compacted away; `sequence` is the first record still in the log.
    package static let compacted = Code(kind: .compacted)
    /// The operating system refused a call that changes nothing.
    package static let input = Code(kind: .input)
    /// A part of the log was written anew since this opener read it, or has to be: only opening it again shows what it is.
    package static let stale = Code(kind: .stale)
    /// Not done, because something stands in the way that the caller can move.
    package static let refused = Code(kind: .refused)
    /// This process's worker did not respond, and another one takes its jobs back.
    package static let condemned = Code(kind: .condemned)
    /// Processes of a worker's command survive being killed; its job must not be started again.
    package static let childAlive = Code(kind: .childAlive)

    /// The name of the kind, for logs.
    package var description: String { kind.rawValue }
  }

  /// What kind of failure it is.
  package let code: Code
  /// What happened, where, and what to do.
  package let message: String
  /// The file or directory at fault; nil when it is none in particular.
  package let path: String?
  /// Offset of the bytes at fault in the file at `path`.
  package let offset: UInt64?
  /// The record at fault: the one that should stand at `offset`.
  package let sequence: UInt64?
  /// The system call that failed; nil when none did.
  package let cause: SystemCallError?

  init(
    _ code: Code,
    _ message: String,
    path: String? = nil,
    offset: UInt64? = nil,
    sequence: UInt64? = nil,
    cause: SystemCallError? = nil
  ) {
    self.code = code
    self.message = message
    self.path = path
    self.offset = offset
    self.sequence = sequence
    self.cause = cause
  }
}

extension JournalError: CustomStringConvertible {
  /// The message.
  package var description: String { message }
}
