// `journal.lock` carries the append lock and 320 bytes that every process may use and none needs: a journal is complete
// without them, and a part that is missing or has a wrong checksum counts as absent (the first journals have 256 bytes).
// Each part has 64 bytes and ends in a checksum, which is that of the journal's 16-byte id followed by the part's first 60
// bytes (for the holder: of those 60 bytes alone). Bytes not listed are zero.
//
//   offset  bytes  holder: the process that took the append lock last (LockHolder)
//        0      8  89 then the letters DAYLOCK
//        8      2  major version, 1
//       10      2  minor version, 0
//       12      4  process number
//       16      8  when the process started, in clock ticks since the machine did
//       24     16  the kernel's boot id
//       40     16  journal id
//       60      4  checksum
//
//   offset  bytes  tail: where the next frame goes (TailHint); written with the lock held, after each append
//       64      8  number of the last segment
//       72      8  offset of its end
//       80      8  sequence number of the next record
//       88      8  offset of the last frame; 0 when the segment has none
//       96      4  link: checksum of the last frame's header, or of the segment's
//      100      4  version of what the records may mean, for those who append without reading them; 0 is unknown
//      124      4  checksum
//
//   offset  bytes  synced: how far the log is known to be on disk (SyncedMark); written after each sync, without the lock
//      128      8  every record up to this sequence number
//      136      8  a place up to which every byte is on disk: number of the segment, 0 when it is not known
//      144      8  offset in it
//      152      8  sequence number of the first record behind it
//      160      4  link: checksum of what stands before it
//      188      4  checksum
//
//   offset  bytes  poison: a write or sync failed (PoisonMark)
//      192      4  1 write, 2 sync
//      196      4  error number
//      200      8  number of the segment
//      208      8  every record up to this sequence number is on disk
//      216      8  when: milliseconds since 1970, UTC
//      224      4  process number
//      228     16  the kernel's boot id
//      244      4  0 poisoned, 1 given up, 2 mended
//      252      4  checksum
//
//   offset  bytes  reserved: numbers used under a weaker durability (ReservedMark); written with the lock held, and synced
//      256      8  every number up to this one counts as used
//      264     16  the kernel's boot id, or zeros when what it covers may be lost
//      280      4  1 once it is on disk
//      316      4  checksum
//
// Locks are open-file-description locks on single bytes of the file, which need not be in it: byte 0 is the append lock;
// 1, the leader, and 2, compaction, are kept for later versions. The file is never unlinked. Whoever gets the lock then checks
// that the name still stands for the file it locked.
//
// The tail is a hint, checked before use: a valid frame must stand at the last frame's offset, have the link as its
// checksum and end at the tail. The synced mark only ever says less than is true; that makes it evidence: a record at or
// below it that is not in the log was lost, and is not a torn tail. It may go back a little when two processes write it at
// the same time.

/// The append lock and the hints beside it.
struct LockFile: Sendable {
  static let name = "journal.lock"
  static let size = 320
  static let blockSize = 64
  private static let appendLock: UInt64 = 0
  /// How long a killed process may take to be gone; nanoseconds.
  private static let patienceAfterKill: UInt64 = 2_000_000_000

  private let directory: JournalDirectory
  /// Nil when a reader found none: a copy of a journal need not have one.
  private var file: OpenFile?
  /// Which file it is.
  private(set) var identity: FileIdentity?
  /// The checksum of the journal's id, with which the checksums of most parts begin.
  private var seed: UInt32 = 0
  /// Stopped processes that were ended to get the lock, for people.
  private var notices: [String] = []

  /// What the file says; a part that is absent or damaged is nil.
  struct Content: Sendable {
    var holder: LockHolder?
    var tail: TailHint?
    var synced: SyncedMark?
    var poison: PoisonMark?
    var reserved: ReservedMark?

    /// What nobody can append behind; nil when there was no failure, or it was made good.
    var poisonToday: PoisonMark? { poison?.stage == .mended ? nil : poison }
  }

  /// Opens the file; a read-write opener makes it where there is none.
  init(in directory: JournalDirectory, mode: JournalMode) throws(JournalError) {
    self.directory = directory
    let isThere = try directory.identity(of: Self.name) != nil
    if mode == .readWrite || isThere {
      file = try directory.open(Self.name, mode == .readWrite ? .create : .read)
      identity = try file?.identity()
    }
  }

  /// Says which journal the file belongs to; before, only the holder can be read.
  mutating func identify(_ journalIdentifier: [UInt8]) {
    seed = Checksum.of(journalIdentifier)
  }

  /// Takes the append lock.
  ///
  /// Throws `lockTimeout`, naming the holder, when another process has it for longer than `timeout` milliseconds. Only if
  /// that is a stopped process of the same program is it killed, which frees the lock; `takeNotices` says so.
  mutating func acquire(timeout: Int) throws(JournalError) {
    while true {
      try wait(timeout: timeout)
      do throws(JournalError) {
        if try isCurrent() { return }
      } catch {
        // Nobody would give it up before this process ends.
        release()
        throw error
      }
      // Someone put another file in its place: a lock on the old one keeps nobody out.
      file = try directory.open(Self.name, .readWrite)
      identity = try file?.identity()
    }
  }

  /// Takes the append lock, and returns what the file says; where that fails the lock is given up again.
  mutating func acquireAndRead(timeout: Int) throws(JournalError) -> Content {
    try acquire(timeout: timeout)
    do throws(JournalError) {
      return try read()
    } catch {
      release()
      throw error
    }
  }

  /// Gives the append lock up.
  func release() {
    // It can only fail for a descriptor that is not open, and closing gives the lock up too.
    if let file { try? directory.fileSystem.unlock(file.descriptor, byte: Self.appendLock) }
  }

  /// Makes the file as long as it has to be, with the append lock held.
  func prepare() throws(JournalError) {
    guard let file, try file.status().size < UInt64(Self.size) else { return }
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in try file.truncate(to: UInt64(Self.size)) }
  }

  /// Whether another opener has the append lock now.
  func isHeld() throws(JournalError) -> Bool {
    guard let file else { return false }
    do throws(SystemCallError) {
      return try directory.fileSystem.isLocked(file.descriptor, byte: Self.appendLock)
    } catch {
      throw .reading(file.path, error)
    }
  }

  /// What was done to get the lock, since it was last asked.
  mutating func takeNotices() -> [String] {
    defer { notices = [] }
    return notices
  }

  private mutating func wait(timeout: Int) throws(JournalError) {
    let fileSystem = directory.fileSystem
    guard let file else { preconditionFailure("the append lock of \(directory.path) was asked for by a reader") }
    var start = fileSystem.monotonicNanoseconds()
    var patience = UInt64(timeout) * 1_000_000
    var hasKilled = false
    var pause: UInt64 = 20_000
    while try !tryLock(file) {
      if fileSystem.monotonicNanoseconds() - start >= patience {
        let holder = holder(of: file)
        guard !hasKilled, let holder, fileSystem.killIfStopped(holder) else { throw heldTooLong(timeout, holder) }
        notices.append(
          "killed \(holder), which had held the append lock of \(directory.path) for \(Self.seconds(timeout)) s or more"
        )
        // The kernel frees the lock once the process is gone.
        (start, patience, hasKilled) = (fileSystem.monotonicNanoseconds(), Self.patienceAfterKill, true)
      }
      fileSystem.pause(nanoseconds: pause)
      pause = min(2 * pause, 2_000_000)
    }
  }

  private func tryLock(_ file: OpenFile) throws(JournalError) -> Bool {
    do throws(SystemCallError) {
      return try directory.fileSystem.lock(file.descriptor, byte: Self.appendLock)
    } catch {
      throw .reading(file.path, error)
    }
  }

  private func isCurrent() throws(JournalError) -> Bool {
    let named = try directory.identity(of: Self.name)
    guard let named else {
      let path = directory.path + "/" + Self.name
      throw JournalError(
        .notFound,
        "\(path) is gone: the journal's directory was deleted or emptied while it was open. Stop every process "
          + "that uses it, and put the directory back",
        path: path
      )
    }
    return identity == named
  }

  private func holder(of file: OpenFile) -> LockingProcess? {
    let likely = (try? read())?.holder?.process.number
    return directory.fileSystem.lockHolder(file.descriptor, byte: Self.appendLock, likely: likely)
  }

  private func heldTooLong(_ timeout: Int, _ process: LockingProcess?) -> JournalError {
    let who: String
    if let process {
      who = "\(process)"
    } else if let holder = (try? read())?.holder {
      let name = directory.fileSystem.processDescription(holder.process.number) ?? "which has ended"
      who = "process \(holder.process.number) (\(name))"
    } else {
      who = "another process"
    }
    return JournalError(
      .lockTimeout,
      "\(who) has held the append lock of \(directory.path) for \(Self.seconds(timeout)) s or more; nothing was appended. "
        + "Look at that process, and try again",
      path: directory.path + "/" + Self.name
    )
  }

  private static func seconds(_ timeout: Int) -> Double { Double(timeout / 100) / 10 }
}

// MARK: - Content

extension LockFile {
  /// What the file says now.
  func read() throws(JournalError) -> Content {
    guard let bytes = try file?.read(Self.size, at: 0) else { return Content() }
    return bytes.withUnsafeBytes { buffer in
      var content = Content()
      let block = { (place: Int) -> UnsafeRawBufferPointer? in
        guard buffer.count >= (place + 1) * Self.blockSize else { return nil }
        return UnsafeRawBufferPointer(rebasing: buffer[place * Self.blockSize..<(place + 1) * Self.blockSize])
      }
      content.holder = block(0).flatMap { LockHolder.decode($0) }
      content.tail = block(1).flatMap { TailHint.decode($0, seed: seed) }
      content.synced = block(2).flatMap { SyncedMark.decode($0, seed: seed) }
      content.poison = block(3).flatMap { PoisonMark.decode($0, seed: seed) }
      content.reserved = block(4).flatMap { ReservedMark.decode($0, seed: seed) }
      return content
    }
  }

  /// Records who has the lock, for the messages of those who wait.
  func write(_ holder: LockHolder) throws(SystemCallError) { try write(0, seed: 0, holder.encode) }

  func write(_ tail: TailHint) throws(SystemCallError) { try write(1, seed: seed, tail.encode) }

  func write(_ synced: SyncedMark) throws(SystemCallError) { try write(2, seed: seed, synced.encode) }

  /// Keeps every process from appending, or says that they go on; on disk if that can still be done.
  func write(_ poison: PoisonMark) throws(SystemCallError) {
    try write(3, seed: seed, poison.encode)
    // In memory the mark keeps every process out, which is what it is for; a disk that fails may not take it.
    if poison.stage != .mended { try? file?.synchronizeData() }
  }

  /// Marks numbers as used; returns once the mark is on disk.
  func write(_ reserved: ReservedMark) throws(SystemCallError) {
    var mark = reserved
    mark.isOnDisk = false
    try write(4, seed: seed, mark.encode)
    try file?.synchronizeData()
    mark.isOnDisk = true
    try write(4, seed: seed, mark.encode)
  }

  /// Takes the poison away.
  func clearPoison() throws(SystemCallError) {
    try file?.writeZeros(from: UInt64(3 * Self.blockSize), count: Self.blockSize)
  }

  private func write(_ block: Int, seed: UInt32, _ encode: (UnsafeMutableRawBufferPointer) -> Void)
    throws(SystemCallError)
  {
    var bytes = [UInt8](repeating: 0, count: Self.blockSize)
    bytes.withUnsafeMutableBytes { buffer in
      encode(buffer)
      let checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<(Self.blockSize - 4)]), after: seed)
      buffer.put(checksum, at: Self.blockSize - 4)
    }
    try file?.write(bytes, at: UInt64(block * Self.blockSize))
  }

  /// Whether a part's checksum is right.
  static func isIntact(_ block: UnsafeRawBufferPointer, seed: UInt32) -> Bool {
    let checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: block[..<(blockSize - 4)]), after: seed)
    return block.integer(at: blockSize - 4, as: UInt32.self) == checksum
  }
}
