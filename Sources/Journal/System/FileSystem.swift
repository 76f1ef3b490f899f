/// How a file is opened. Links are not followed, except in `directory`, and no child inherits the descriptor.
package enum FileAccess: Sendable {
  case read
  case readWrite
  /// For reading and writing, made with permissions 0600 where there is none.
  case create
  case directory
}

/// Every call the journal makes to the operating system, so that tests and the simulator can supply their own.
///
/// Names are relative to `directory`; nil stands for the working directory, and is used for the journal's own path only.
/// An interrupted call is repeated inside. Offsets and counts are in bytes.
package protocol FileSystem: Sendable {
  func open(_ name: String, in directory: FileDescriptor?, _ access: FileAccess) throws(SystemCallError)
    -> FileDescriptor
  func close(_ file: FileDescriptor)

  /// May read less than asked for only at the end of the file.
  func read(_ file: FileDescriptor, into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  /// One call; may write less than asked for.
  func write(_ file: FileDescriptor, _ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SystemCallError) -> Int
  /// Returns once the file's content, and the size needed to read it, are on disk.
  func synchronizeData(_ file: FileDescriptor) throws(SystemCallError)
  /// Returns once the file or directory and everything about it is on disk.
  func synchronize(_ file: FileDescriptor) throws(SystemCallError)
  func truncate(_ file: FileDescriptor, to size: UInt64) throws(SystemCallError)
  /// Reserves space and makes the file at least `offset + count` long; what was not written reads as zeros.
  func allocate(_ file: FileDescriptor, from offset: UInt64, count: UInt64) throws(SystemCallError)

  func status(_ file: FileDescriptor) throws(SystemCallError) -> FileStatus
  /// What a name stands for; nil when there is no such name. A link is not followed.
  func identity(of name: String, in directory: FileDescriptor) throws(SystemCallError) -> FileIdentity?
  /// Of an open file.
  func identity(_ file: FileDescriptor) throws(SystemCallError) -> FileIdentity
  func names(in directory: FileDescriptor) throws(SystemCallError) -> [String]
  func rename(_ name: String, to newName: String, in directory: FileDescriptor) throws(SystemCallError)
  func remove(_ name: String, in directory: FileDescriptor) throws(SystemCallError)
  /// With permissions 0700; one that is there already will do.
  func makeDirectory(_ name: String, in directory: FileDescriptor?) throws(SystemCallError)
  /// The magic number of the file system, as statfs gives it.
  func fileSystemMagic(_ file: FileDescriptor) throws(SystemCallError) -> UInt64

  /// Takes the lock on one byte of the file, unless another open file has it.
  func lock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool
  func unlock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError)
  /// Whether another open file has the lock; takes nothing.
  func isLocked(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool

  /// Who has the lock on a byte of the file; nil when that cannot be told.
  /// - Parameter likely: the process to look at first.
  func lockHolder(_ file: FileDescriptor, byte: UInt64, likely: UInt32?) -> LockingProcess?
  /// Kills a process, if it still is the one that was seen, is stopped, and runs the same program as this one.
  /// - Returns: whether it was killed.
  func killIfStopped(_ process: LockingProcess) -> Bool

  /// Notices changes of the files in a directory.
  func watch(_ directory: FileDescriptor) throws(SystemCallError) -> any ChangeWatch

  /// The user this process acts as.
  var effectiveUser: UInt32 { get }
  /// Who this process is.
  func currentProcess() throws(SystemCallError) -> ProcessIdentity
  /// The machine's name.
  func hostName() throws(SystemCallError) -> String
  /// What a process is, in a few words for people; nil when there is none with this number.
  func processDescription(_ process: UInt32) -> String?
  /// Nanoseconds on a clock that never steps.
  func monotonicNanoseconds() -> UInt64
  /// Milliseconds since 1970, UTC.
  func wallMilliseconds() -> Int64
  func pause(nanoseconds: UInt64)
  /// Unpredictable bytes; at most 256.
  func randomBytes(_ count: Int) throws(SystemCallError) -> [UInt8]
}

extension FileSystem {
  /// Where processes are not to be seen.
  package func lockHolder(_ file: FileDescriptor, byte: UInt64, likely: UInt32?) -> LockingProcess? { nil }

  /// Where processes are not to be seen, none is killed.
  package func killIfStopped(_ process: LockingProcess) -> Bool { false }
}
