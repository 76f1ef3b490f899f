import Synchronization

// Each process that runs jobs keeps one file in `workers/`, `PROCESS-RANDOM.worker`, locked (byte 0, an open-file-description
// lock) for as long as it lives: a file that is not locked belongs to a process that is gone. It is made as `….new`,
// locked, written and only then renamed, so that a file with its final name is complete and has been locked. It is never
// synced: after a crash of the machine its worker and the worker's children are gone anyway.
//
//   offset  bytes  identity, written once
//        0      8  89 then the letters DAYWORK
//        8      2  major version, 1
//       10      2  minor version, 0
//       12      4  process number
//       16      8  when the process started, in clock ticks since the machine did
//       24     16  the kernel's boot id
//       40     16  the worker's id, random
//       56      8  when the file was made: milliseconds since 1970, UTC
//       64      2  length of the host's name in bytes, at most 186
//       66      –  host name, UTF-8; zeros up to 252
//      252      4  checksum of bytes 0 to 251
//
//   offset  bytes  heartbeat
//      256      8  a counter: the worker's loop goes round as long as it changes
//      264      8  when it was changed last: milliseconds since 1970, UTC; for people, nothing is decided by it
//      316      4  checksum of bytes 256 to 315, of which those not listed are zero
//
//   offset  bytes  verdict, written by others
//      320      1  0, or 1: the worker did not respond and its jobs are taken back; nothing more may start under this file
//      321     63  zero
//
//   from offset 384, a slot of 32 bytes for each child
//        0      4  process group, which is the child's process number; 0, a free slot
//        8      8  when the child started, in clock ticks since the machine did
//       16      8  token of the attempt it runs
//       28      4  checksum of the slot's first 28 bytes, of which those not listed are zero

/// The file that says that this process lives, and which children it has.
///
/// All members may be called from any thread. Closing the file, by letting go of this object or by dying, is noticed at
/// once by whoever looks; `remove` takes the file away as well.
package final class WorkerFile: Sendable {
  static let directoryName = "workers"
  static let suffix = ".worker"
  static let identitySize = 256
  static let heartbeatSize = 64
  static let slotSize = 32
  static let verdictOffset = identitySize + heartbeatSize
  static let verdictSize = 64
  static let firstSlot = verdictOffset + verdictSize
  static let lockByte: UInt64 = 0

  private struct State: Sendable {
    var heartbeat: UInt64 = 0
    /// Whether each slot is taken.
    var slots: [Bool] = []
  }

  /// The file's name in `workers/`.
  package let name: String
  /// The worker's random id; 16 bytes.
  package let identifier: [UInt8]
  private let directory: OpenFile
  private let file: OpenFile
  private let fileSystem: any FileSystem
  private let state = Mutex(State())

  private init(name: String, identifier: [UInt8], directory: OpenFile, file: OpenFile, fileSystem: any FileSystem) {
    self.name = name
    self.identifier = identifier
    self.directory = directory
    self.file = file
    self.fileSystem = fileSystem
  }

  /// Makes this process's file in the journal's directory.
  /// - Parameter journal: the path `DirectoryJournal.open` was given; the journal must have been made.
  package static func create(
    in journal: String,
    force: Bool = false,
    fileSystem: any FileSystem = SystemFileSystem()
  ) throws(JournalError) -> WorkerFile {
    let workers = try JournalDirectory(journal, mode: .readWrite, force: force, fileSystem: fileSystem)
      .openDirectory(directoryName)
    return try JournalDirectory.call(workers.path) { () throws(SystemCallError) in
      let identifier = try fileSystem.randomBytes(16)
      let process = try fileSystem.currentProcess()
      let name = "\(process.number)-\(hexadecimal(identifier.prefix(4)))" + suffix
      let unfinished = name + ".new"
      let file = OpenFile(
        try fileSystem.open(unfinished, in: workers.descriptor, .create),
        path: workers.path + "/" + name,
        fileSystem: fileSystem
      )
      let identity = WorkerIdentity(
        process: process,
        identifier: identifier,
        host: try fileSystem.hostName(),
        created: fileSystem.wallMilliseconds()
      )
      do throws(SystemCallError) {
        // Nobody else knows the name yet, so it cannot be locked.
        _ = try fileSystem.lock(file.descriptor, byte: lockByte)
        try file.write(identity.encode(), at: 0)
        try file.write(heartbeat(0, at: fileSystem.wallMilliseconds()), at: UInt64(identitySize))
        try file.writeZeros(from: UInt64(verdictOffset), count: verdictSize)
        try fileSystem.rename(unfinished, to: name, in: workers.descriptor)
      } catch {
        try? fileSystem.remove(unfinished, in: workers.descriptor)
        throw error
      }
      return WorkerFile(name: name, identifier: identifier, directory: workers, file: file, fileSystem: fileSystem)
    }
  }

  /// Shows that the worker's loop goes round.
  package func beat() throws(JournalError) {
    let heartbeat = state.withLock { state in
      state.heartbeat += 1
      return state.heartbeat
    }
    try write(Self.heartbeat(heartbeat, at: fileSystem.wallMilliseconds()), at: Self.identitySize)
  }

  /// Whether another worker has found this one unresponsive and takes its jobs back; see `condemn`.
  package func isCondemned() throws(JournalError) -> Bool {
    try file.read(1, at: UInt64(Self.verdictOffset)) != [0]
  }

  /// Whether children are on record.
  package var hasChildren: Bool { state.withLock { $0.slots.contains(true) } }

  /// Records a child before it may run, so that whoever takes its job back can end it first.
  ///
  /// When the worker has been condemned it throws `condemned`, and the child must not run: either its record is seen by
  /// whoever condemned the worker, or the verdict is seen here.
  /// - Parameters:
  ///   - process: the child's number, and that of its process group.
  ///   - startTime: in clock ticks since the machine started.
  ///   - token: of the attempt it runs; 0 for none.
  /// - Returns: what `removeChild` wants.
  package func addChild(process: UInt32, startTime: UInt64, token: UInt64 = 0) throws(JournalError) -> Int {
    precondition(process != 0, "a child has a process number")
    let slot = try takeSlot()
    do {
      try write(
        WorkerChild(process: process, startTime: startTime, token: token).encode(), at: Self.offset(ofSlot: slot))
    } catch {
      state.withLock { $0.slots[slot] = false }
      throw error
    }
    if try isCondemned() {
      try removeChild(slot)
      throw JournalError(.condemned, "this worker did not respond and its jobs were taken back", path: file.path)
    }
    return slot
  }

  /// Forgets a child of which nothing is left.
  package func removeChild(_ slot: Int) throws(JournalError) {
    precondition(state.withLock { slot < $0.slots.count && $0.slots[slot] }, "slot \(slot) has no child")
    try write([UInt8](repeating: 0, count: Self.slotSize), at: Self.offset(ofSlot: slot))
    state.withLock { $0.slots[slot] = false }
  }

  /// Takes the file away: the worker has ended in good order.
  package func remove() throws(JournalError) {
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in
      try fileSystem.remove(name, in: directory.descriptor)
    }
  }

  private func takeSlot() throws(JournalError) -> Int {
    let slot = state.withLock { state -> Int? in
      if let free = state.slots.firstIndex(of: false) {
        state.slots[free] = true
        return free
      }
      guard state.slots.count < JournalLimits.workerChildren else { return nil }
      state.slots.append(true)
      return state.slots.count - 1
    }
    if let slot { return slot }
    throw JournalError(
      .tooLarge,
      "a worker can have \(JournalLimits.workerChildren) children at the same time; lower its concurrency",
      path: file.path
    )
  }

  private func write(_ bytes: [UInt8], at offset: Int) throws(JournalError) {
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in try file.write(bytes, at: UInt64(offset)) }
  }
}

// MARK: - Layout

extension WorkerFile {
  static func offset(ofSlot slot: Int) -> Int { firstSlot + slot * slotSize }

  private static func heartbeat(_ count: UInt64, at time: Int64) -> [UInt8] {
    block(heartbeatSize) { bytes in
      bytes.put(count, at: 0)
      bytes.put(time, at: 8)
    }
  }

  /// Bytes that end in their checksum.
  static func block(_ size: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    bytes.withUnsafeMutableBytes { buffer in
      fill(buffer)
      buffer.put(Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<(size - 4)])), at: size - 4)
    }
    return bytes
  }

  /// Whether these bytes end in their checksum.
  static func isIntact(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let end = bytes.count - 4
    return end > 0
      && Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<end])) == bytes.integer(at: end, as: UInt32.self)
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
