import Journal

/// A virtual machine: one disk, clocks that move only as calls are made, and processes that share them.
///
/// Everything happens on one thread, in an order that depends on nothing but what its user does. The interposer is asked
/// before every call of every process: it may let the call fail, end the process, cut the power, and run other processes
/// before it answers, which is how a process is held up in the middle of what it does.
package final class Machine: @unchecked Sendable {
  /// Nanoseconds that a call takes.
  private static let callNanoseconds: UInt64 = 2000

  package var disk: Disk
  /// Counts the times the machine was started.
  package private(set) var boot: UInt8
  package private(set) var processes: [UInt32: VirtualProcess] = [:]
  package private(set) var nanoseconds: UInt64 = 1_000_000_000
  /// What the wall clock shows at nanosecond 0; milliseconds since 1970.
  package var wallOffset: Int64 = 1_800_000_000_000
  /// Asked before every call; nil lets all of them proceed.
  package var interposer: ((SystemCall, VirtualProcess) -> Intervention)?
  package private(set) var callCount = 0
  /// Depends on every call, who made it and what it wrote.
  package private(set) var traceHash: UInt64 = 0xcbf2_9ce4_8422_2325
  private var locks: [LockPlace: LockOwner] = [:]
  private var nextProcess: UInt32 = 100
  private var random: SplitMix64

  private struct LockPlace: Hashable {
    let inode: UInt64
    let byte: UInt64
  }

  private struct LockOwner: Equatable {
    let process: UInt32
    let file: FileDescriptor
  }

  package init(disk: Disk = Disk(), seed: UInt64 = 1, boot: UInt8 = 1) {
    self.disk = disk
    self.boot = boot
    random = SplitMix64(seed: seed)
  }

  /// A new process.
  package func start() -> VirtualProcess {
    let identity = ProcessIdentity(
      number: nextProcess, startTime: nanoseconds / 10_000_000, bootIdentifier: [UInt8](repeating: boot, count: 16))
    nextProcess += 1
    let process = VirtualProcess(identity, on: self)
    processes[identity.number] = process
    return process
  }

  /// Ends a process at once: its locks are free, and nothing it still tries has any effect.
  package func kill(_ process: VirtualProcess) {
    processes[process.identity.number] = nil
    process.end()
    locks = locks.filter { $0.value.process != process.identity.number }
  }

  /// Cuts the power and starts the machine anew, with the parts of what was not synced that are kept.
  package func cutPower(keeping: (Disk.Part) -> Bool) {
    for process in processes.values { process.end() }
    processes = [:]
    locks = [:]
    disk = disk.afterPowerCut(keeping: keeping)
    boot &+= 1
    advance(nanoseconds: 1_000_000_000)
  }

  /// Lets time pass.
  package func advance(nanoseconds duration: UInt64) { nanoseconds += duration }

  /// Milliseconds since 1970.
  package var wallMilliseconds: Int64 { wallOffset + Int64(nanoseconds / 1_000_000) }
}

// MARK: - For the processes

extension Machine {
  func willCall(_ call: SystemCall, _ process: VirtualProcess) -> Intervention {
    callCount += 1
    nanoseconds += Self.callNanoseconds
    mix(UInt64(process.identity.number))
    mix(UInt64(Checksum.of(call.name)) << 32 | UInt64(Checksum.of(call.file)))
    mix(UInt64(truncatingIfNeeded: call.offset) << 32 ^ UInt64(truncatingIfNeeded: call.count))
    return interposer?(call, process) ?? .proceed
  }

  /// Adds to the trace's hash.
  package func mix(_ value: UInt64) { traceHash = (traceHash ^ value) &* 0x0000_0100_0000_01b3 }

  func randomBytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) } }

  func lock(_ inode: UInt64, _ byte: UInt64, for file: FileDescriptor, of process: UInt32) -> Bool {
    let place = LockPlace(inode: inode, byte: byte)
    let owner = LockOwner(process: process, file: file)
    if let other = locks[place] { return other == owner }
    locks[place] = owner
    return true
  }

  func unlock(_ inode: UInt64, _ byte: UInt64, of file: FileDescriptor, _ process: UInt32) {
    let place = LockPlace(inode: inode, byte: byte)
    if locks[place] == LockOwner(process: process, file: file) { locks[place] = nil }
  }

  func isLocked(_ inode: UInt64, _ byte: UInt64, besides file: FileDescriptor, of process: UInt32) -> Bool {
    guard let owner = locks[LockPlace(inode: inode, byte: byte)] else { return false }
    return owner != LockOwner(process: process, file: file)
  }

  func releaseLocks(of file: FileDescriptor, _ process: UInt32) {
    locks = locks.filter { $0.value != LockOwner(process: process, file: file) }
  }
}

extension Checksum {
  /// Of a text's UTF-8.
  static func of(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }
}
