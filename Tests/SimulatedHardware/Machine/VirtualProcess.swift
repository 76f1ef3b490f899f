import Glibc
package import Journal
import Synchronization

/// The system as one process of a virtual machine sees it.
///
/// Once it has ended, every call fails without effect: what was under way unwinds, as if it had never gone on.
package final class VirtualProcess: FileSystem, @unchecked Sendable {
  private struct OpenFile {
    let inode: UInt64
    let name: String
    let isWritable: Bool
    /// How many failed syncs of the file this open file has been told of.
    var failuresSeen: Int
  }

  package let identity: ProcessIdentity
  package private(set) var isAlive = true
  /// A number of its own: what the journal remembers of a file for the rest of a process must not reach another one.
  private let device = VirtualProcess.nextDevice.wrappingAdd(1, ordering: .relaxed).newValue
  private static let nextDevice = Atomic<UInt64>(0)
  private let machine: Machine
  private var files: [FileDescriptor: OpenFile] = [:]
  private var nextFile: Int32 = 3

  init(_ identity: ProcessIdentity, on machine: Machine) {
    self.identity = identity
    self.machine = machine
  }

  func end() {
    isAlive = false
    files = [:]
  }

  /// Asks whether the call may go on.
  private func call(_ name: String, _ file: String, offset: Int = 0, count: Int = 0) throws(SystemCallError)
    -> Intervention
  {
    let intervention = isAlive ? machine.willCall(SystemCall(name, file, offset: offset, count: count), self) : .proceed
    // It may have ended while it was held up.
    guard isAlive else { throw SystemCallError(call: name, number: EIO) }
    if case .fail(let number) = intervention { throw SystemCallError(call: name, number: number) }
    return intervention
  }

  private func opened(_ file: FileDescriptor) -> OpenFile {
    guard let open = files[file] else {
      if !isAlive { return OpenFile(inode: 0, name: "", isWritable: false, failuresSeen: 0) }
      preconditionFailure("descriptor \(file.rawValue) of process \(identity.number) is not open")
    }
    return open
  }

  private func writable(_ file: FileDescriptor, _ name: String) throws(SystemCallError) -> OpenFile {
    let open = opened(file)
    guard open.isWritable || !isAlive else { throw SystemCallError(call: name, number: EBADF) }
    return open
  }

  private func inode(of directory: FileDescriptor?) -> UInt64 { directory.map { opened($0).inode } ?? Disk.root }
}

// MARK: - Files

extension VirtualProcess {
  package func open(_ name: String, in directory: FileDescriptor?, _ access: FileAccess) throws(SystemCallError)
    -> FileDescriptor
  {
    let parent = inode(of: directory)
    let isNew = access == .create && machine.disk.inode(at: name, from: parent) == nil
    let shown = name.split(separator: "/").last.map(String.init) ?? name
    _ = try call(isNew ? "create" : "open", shown)
    // Looked up again: another process may have been quicker.
    var found = machine.disk.inode(at: name, from: parent)
    if found == nil, access == .create {
      guard machine.disk.space > 0 else { throw SystemCallError(call: "open", number: ENOSPC) }
      found = machine.disk.makeFile(name, in: parent)
    }
    guard let found else { throw SystemCallError(call: "open", number: ENOENT) }
    guard machine.disk.isDirectory(found) == (access == .directory) else {
      throw SystemCallError(call: "open", number: access == .directory ? ENOTDIR : EISDIR)
    }
    let file = machine.disk.files[found]
    // A failure nobody has been told of is told to the next to open the file, too.
    let seen = file.map { $0.isFailureSeen ? $0.failures : $0.failures - 1 } ?? 0
    let descriptor = FileDescriptor(rawValue: nextFile)
    nextFile += 1
    files[descriptor] = OpenFile(
      inode: found, name: shown, isWritable: access == .create || access == .readWrite, failuresSeen: seen)
    return descriptor
  }

  package func close(_ file: FileDescriptor) {
    guard isAlive, files.removeValue(forKey: file) != nil else { return }
    machine.releaseLocks(of: file, identity.number)
  }

  package func read(_ file: FileDescriptor, into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  {
    let open = opened(file)
    _ = try call("pread", open.name, offset: Int(offset), count: bytes.count)
    guard let content = machine.disk.files[open.inode]?.content else { return 0 }
    let count = min(bytes.count, content.count - min(content.count, Int(offset)))
    if count > 0 {
      content.withUnsafeBytes { source in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[Int(offset)..<(Int(offset) + count)]))
      }
    }
    return count
  }

  package func write(_ file: FileDescriptor, _ bytes: UnsafeRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  {
    let open = try writable(file, "pwrite")
    let intervention = try call("pwrite", open.name, offset: Int(offset), count: bytes.count)
    var count = bytes.count
    if case .partial(let most, _) = intervention { count = min(count, most) }
    let size = machine.disk.content(open.inode).count
    let growth = Int(offset) + count - size
    let isFull = growth > machine.disk.space
    if isFull { count = max(0, min(count, size + machine.disk.space - Int(offset))) }
    let written = UnsafeRawBufferPointer(rebasing: bytes[..<count])
    machine.mix(UInt64(Checksum.of(written)))
    if count > 0 { machine.disk.write(written, to: open.inode, at: Int(offset)) }
    if case .partial(_, let number?) = intervention { throw SystemCallError(call: "pwrite", number: number) }
    if isFull, count == 0 { throw SystemCallError(call: "pwrite", number: ENOSPC) }
    return count
  }

  package func synchronizeData(_ file: FileDescriptor) throws(SystemCallError) { try sync(file, "fdatasync") }

  package func synchronize(_ file: FileDescriptor) throws(SystemCallError) { try sync(file, "fsync") }

  private func sync(_ file: FileDescriptor, _ name: String) throws(SystemCallError) {
    let open = opened(file)
    if case .dropAndFail(let number) = try call(name, open.name) {
      machine.disk.dropChanges(of: open.inode)
      machine.disk.noteFailureSeen(open.inode)
      files[file]?.failuresSeen = machine.disk.files[open.inode]?.failures ?? 0
      throw SystemCallError(call: name, number: number)
    }
    let failures = machine.disk.files[open.inode]?.failures ?? 0
    guard opened(file).failuresSeen >= failures else {
      files[file]?.failuresSeen = failures
      machine.disk.noteFailureSeen(open.inode)
      throw SystemCallError(call: name, number: EIO)
    }
    machine.disk.sync(open.inode)
  }

  package func truncate(_ file: FileDescriptor, to size: UInt64) throws(SystemCallError) {
    let open = try writable(file, "ftruncate")
    _ = try call("ftruncate", open.name, offset: Int(size))
    machine.disk.resize(open.inode, to: Int(size))
  }

  package func allocate(_ file: FileDescriptor, from offset: UInt64, count: UInt64) throws(SystemCallError) {
    let open = try writable(file, "fallocate")
    _ = try call("fallocate", open.name, offset: Int(offset), count: Int(count))
    let size = machine.disk.content(open.inode).count
    let end = Int(offset + count)
    guard end > size else { return }
    guard end - size <= machine.disk.space else { throw SystemCallError(call: "fallocate", number: ENOSPC) }
    machine.disk.resize(open.inode, to: end)
  }
}

// MARK: - Names

extension VirtualProcess {
  package func status(_ file: FileDescriptor) throws(SystemCallError) -> FileStatus {
    let open = opened(file)
    _ = try call("fstat", open.name)
    let isDirectory = machine.disk.isDirectory(open.inode)
    return FileStatus(
      kind: isDirectory ? .directory : .regular, size: UInt64(machine.disk.content(open.inode).count),
      owner: effectiveUser, permissions: isDirectory ? 0o700 : 0o600)
  }

  package func identity(of name: String, in directory: FileDescriptor) throws(SystemCallError) -> FileIdentity? {
    _ = try call("statx", name)
    return machine.disk.inode(at: name, from: inode(of: directory)).map { FileIdentity(device: device, inode: $0) }
  }

  package func identity(_ file: FileDescriptor) throws(SystemCallError) -> FileIdentity {
    let open = opened(file)
    _ = try call("statx", open.name)
    return FileIdentity(device: device, inode: open.inode)
  }

  package func names(in directory: FileDescriptor) throws(SystemCallError) -> [String] {
    let open = opened(directory)
    _ = try call("readdir", open.name)
    return machine.disk.names(in: open.inode)
  }

  package func rename(_ name: String, to newName: String, in directory: FileDescriptor) throws(SystemCallError) {
    _ = try call("rename", newName)
    let parent = inode(of: directory)
    guard machine.disk.inode(at: name, from: parent) != nil else {
      throw SystemCallError(call: "rename", number: ENOENT)
    }
    machine.disk.rename(name, to: newName, in: parent)
  }

  package func remove(_ name: String, in directory: FileDescriptor) throws(SystemCallError) {
    _ = try call("unlink", name)
    let parent = inode(of: directory)
    guard machine.disk.inode(at: name, from: parent) != nil else {
      throw SystemCallError(call: "unlink", number: ENOENT)
    }
    machine.disk.unlink(name, in: parent)
  }

  package func makeDirectory(_ name: String, in directory: FileDescriptor?) throws(SystemCallError) {
    let parts = name.split(separator: "/").map(String.init)
    _ = try call("mkdir", parts.last ?? name)
    let parent = inode(of: directory)
    if machine.disk.inode(at: name, from: parent) != nil { return }
    let containing = machine.disk.inode(
      at: (name.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/"), from: parent)
    guard let containing, let last = parts.last else { throw SystemCallError(call: "mkdir", number: ENOENT) }
    machine.disk.makeDirectory(last, in: containing)
  }

  /// That of ext4.
  package func fileSystemMagic(_ file: FileDescriptor) throws(SystemCallError) -> UInt64 { 0xef53 }
}

// MARK: - Locks, notification, the machine

extension VirtualProcess {
  package func lock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    let open = opened(file)
    _ = try call("fcntl", open.name, offset: Int(byte))
    return machine.lock(open.inode, byte, for: file, of: identity.number)
  }

  package func unlock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) {
    let open = opened(file)
    _ = try call("unlock", open.name, offset: Int(byte))
    machine.unlock(open.inode, byte, of: file, identity.number)
  }

  package func isLocked(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    let open = opened(file)
    _ = try call("getlk", open.name, offset: Int(byte))
    return machine.isLocked(open.inode, byte, besides: file, of: identity.number)
  }

  package func watch(_ directory: FileDescriptor) throws(SystemCallError) -> any ChangeWatch { SilentWatch(machine) }

  package var effectiveUser: UInt32 { 0 }

  package func currentProcess() throws(SystemCallError) -> ProcessIdentity {
    guard isAlive else { throw SystemCallError(call: "read /proc", number: EIO) }
    return identity
  }

  package func hostName() throws(SystemCallError) -> String { "machine" }

  package func processDescription(_ process: UInt32) -> String? { machine.processes[process].map { _ in "daybook" } }

  package func monotonicNanoseconds() -> UInt64 { machine.nanoseconds }

  package func wallMilliseconds() -> Int64 { machine.wallMilliseconds }

  package func pause(nanoseconds: UInt64) { machine.advance(nanoseconds: nanoseconds) }

  package func randomBytes(_ count: Int) throws(SystemCallError) -> [UInt8] { machine.randomBytes(count) }
}

/// A watch that never notices anything: waiting lets time pass.
private final class SilentWatch: ChangeWatch {
  private let machine: Machine

  init(_ machine: Machine) {
    self.machine = machine
  }

  func wait(milliseconds: Int32) -> ChangeWatchOutcome {
    machine.advance(nanoseconds: UInt64(max(milliseconds, 1)) * 1_000_000)
    return .timedOut
  }

  func wake() {}
}
