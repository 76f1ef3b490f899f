import Glibc
import Journal
import Synchronization

/// The real file system, with calls that fail as they are told to.
final class FaultyFileSystem: FileSystem {
  /// A call that is to fail.
  struct Fault: Sendable {
    /// As in `SystemCallError`.
    var call: String
    /// What the file's name must contain; of a directory, its path.
    var file: String
    /// Which of the calls that fit fails first, from 1.
    var first = 1
    /// How many fail.
    var count = Int.max
    var number: Int32
    /// Bytes a failing write writes before it fails.
    var partial = 0
    /// Fails only once a fault of this call has been hit.
    var onlyAfter: String?
  }

  private struct State {
    var names: [FileDescriptor: String] = [:]
    var faults: [Fault] = []
    var hits: [Int] = []
    /// Calls that have failed.
    var failed: Set<String> = []
    var calls: [String] = []
    var bytesRead: UInt64 = 0
  }

  private let real = SystemFileSystem()
  private let state = Mutex(State())
  private let process: ProcessIdentity?
  private let magic: UInt64?
  /// The same bytes and times in every run.
  private let isDeterministic: Bool

  init(process: ProcessIdentity? = nil, magic: UInt64? = nil, isDeterministic: Bool = false) {
    self.process = process
    self.magic = magic
    self.isDeterministic = isDeterministic
  }

  func fail(_ fault: Fault) {
    state.withLock {
      $0.faults.append(fault)
      $0.hits.append(0)
    }
  }

  func heal() {
    state.withLock {
      $0.faults = []
      $0.hits = []
    }
  }

  /// The calls made since they were last taken, as `call file`.
  func takeCalls() -> [String] {
    state.withLock { state in
      defer { state.calls = [] }
      return state.calls
    }
  }

  /// All that was read so far.
  var bytesRead: UInt64 { state.withLock { $0.bytesRead } }

  /// Notes the call; the fault it has to fail with, if any.
  private func fault(_ call: String, _ name: String) -> Fault? {
    state.withLock { state in
      state.calls.append(call + " " + (name.split(separator: "/").last.map(String.init) ?? name))
      for (index, fault) in state.faults.enumerated() where fault.call == call && name.contains(fault.file) {
        if let first = fault.onlyAfter, !state.failed.contains(first) { continue }
        state.hits[index] += 1
        if state.hits[index] >= fault.first, state.hits[index] - fault.first < fault.count {
          state.failed.insert(call)
          return fault
        }
      }
      return nil
    }
  }

  private func check(_ call: String, _ file: FileDescriptor) throws(SystemCallError) {
    try check(call, name(of: file))
  }

  private func check(_ call: String, _ name: String) throws(SystemCallError) {
    if let fault = fault(call, name) { throw SystemCallError(call: call, number: fault.number) }
  }

  private func name(of file: FileDescriptor) -> String { state.withLock { $0.names[file] ?? "" } }
}

extension FaultyFileSystem {
  func open(_ name: String, in directory: FileDescriptor?, _ access: FileAccess) throws(SystemCallError)
    -> FileDescriptor
  {
    try check("open", name)
    let file = try real.open(name, in: directory, access)
    state.withLock { $0.names[file] = name }
    return file
  }

  func close(_ file: FileDescriptor) { real.close(file) }

  func read(_ file: FileDescriptor, into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  {
    try check("pread", file)
    let count = try real.read(file, into: bytes, at: offset)
    state.withLock { $0.bytesRead += UInt64(count) }
    return count
  }

  func write(_ file: FileDescriptor, _ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SystemCallError) -> Int
  {
    if let fault = fault("pwrite", name(of: file)) {
      if fault.partial > 0 {
        _ = try real.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(fault.partial)), at: offset)
      }
      throw SystemCallError(call: "pwrite", number: fault.number)
    }
    return try real.write(file, bytes, at: offset)
  }

  func synchronizeData(_ file: FileDescriptor) throws(SystemCallError) {
    try check("fdatasync", file)
    try real.synchronizeData(file)
  }

  func synchronize(_ file: FileDescriptor) throws(SystemCallError) {
    try check("fsync", file)
    try real.synchronize(file)
  }

  func truncate(_ file: FileDescriptor, to size: UInt64) throws(SystemCallError) {
    try check("ftruncate", file)
    try real.truncate(file, to: size)
  }

  func allocate(_ file: FileDescriptor, from offset: UInt64, count: UInt64) throws(SystemCallError) {
    try check("fallocate", file)
    try real.allocate(file, from: offset, count: count)
  }

  func status(_ file: FileDescriptor) throws(SystemCallError) -> FileStatus { try real.status(file) }

  func identity(of name: String, in directory: FileDescriptor) throws(SystemCallError) -> FileIdentity? {
    try real.identity(of: name, in: directory)
  }

  func identity(_ file: FileDescriptor) throws(SystemCallError) -> FileIdentity { try real.identity(file) }

  func names(in directory: FileDescriptor) throws(SystemCallError) -> [String] { try real.names(in: directory) }

  func rename(_ name: String, to newName: String, in directory: FileDescriptor) throws(SystemCallError) {
    try check("rename", name)
    try real.rename(name, to: newName, in: directory)
  }

  func remove(_ name: String, in directory: FileDescriptor) throws(SystemCallError) {
    try check("unlink", name)
    try real.remove(name, in: directory)
  }

  func makeDirectory(_ name: String, in directory: FileDescriptor?) throws(SystemCallError) {
    try check("mkdir", name)
    try real.makeDirectory(name, in: directory)
  }

  func fileSystemMagic(_ file: FileDescriptor) throws(SystemCallError) -> UInt64 {
    if let magic { return magic }
    return try real.fileSystemMagic(file)
  }
}

extension FaultyFileSystem {
  func lock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    try check("fcntl", file)
    return try real.lock(file, byte: byte)
  }

  func unlock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) { try real.unlock(file, byte: byte) }

  func isLocked(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    try real.isLocked(file, byte: byte)
  }

  func watch(_ directory: FileDescriptor) throws(SystemCallError) -> any ChangeWatch { try real.watch(directory) }

  var effectiveUser: UInt32 { real.effectiveUser }

  func currentProcess() throws(SystemCallError) -> ProcessIdentity {
    if let process { return process }
    return try real.currentProcess()
  }

  func hostName() throws(SystemCallError) -> String { isDeterministic ? "host" : try real.hostName() }

  func processDescription(_ process: UInt32) -> String? { real.processDescription(process) }

  func monotonicNanoseconds() -> UInt64 { real.monotonicNanoseconds() }

  func wallMilliseconds() -> Int64 { isDeterministic ? 1_700_000_000_000 : real.wallMilliseconds() }

  func pause(nanoseconds: UInt64) { real.pause(nanoseconds: nanoseconds) }

  func randomBytes(_ count: Int) throws(SystemCallError) -> [UInt8] {
    guard isDeterministic else { return try real.randomBytes(count) }
    return (0..<count).map { UInt8($0) }
  }
}
