import CSystem
import Glibc

// Who has a lock. The kernel does not name the owner of an open-file-description lock, but /proc/PID/fdinfo/N lists the
// locks of each open file. What the lock file says is only where to look first: a process that was stopped before it could
// leave word has the lock all the same.
extension SystemFileSystem {
  package func lockHolder(_ file: FileDescriptor, byte: UInt64, likely: UInt32?) -> LockingProcess? {
    guard let wanted = Self.identity(ofDescriptor: file.rawValue) else { return nil }
    let others = Self.names(in: "/proc").compactMap(UInt32.init).filter { $0 != likely }
    for process in (likely.map { [$0] } ?? []) + others where holds(process, wanted, byte: byte) {
      return look(at: process)
    }
    return nil
  }

  package func killIfStopped(_ process: LockingProcess) -> Bool {
    let descriptor = daybook_process_descriptor(Int32(bitPattern: process.number))
    guard descriptor >= 0 else { return false }
    defer { Glibc.close(descriptor) }
    // From here on the number cannot come to mean another process.
    guard let now = look(at: process.number), now.startTime == process.startTime, now.isStopped, now.runsThisProgram
    else { return false }
    return daybook_process_signal(descriptor, SIGKILL) == 0
  }

  private func look(at process: UInt32) -> LockingProcess? {
    guard let entry = try? ProcessEntry(contents(of: "/proc/\(process)/stat")) else { return nil }
    let program = Self.identity(of: "/proc/\(process)/exe")
    return LockingProcess(
      number: process,
      startTime: entry.startTime,
      age: Self.age(startTime: entry.startTime),
      program: entry.safeName,
      isStopped: entry.state == "T",
      runsThisProgram: program != nil && program == Self.identity(of: "/proc/self/exe")
    )
  }

  private func holds(_ process: UInt32, _ wanted: FileIdentity, byte: UInt64) -> Bool {
    Self.names(in: "/proc/\(process)/fd").contains { name in
      guard Self.identity(of: "/proc/\(process)/fd/\(name)") == wanted,
        let text = try? contents(of: "/proc/\(process)/fdinfo/\(name)")
      else { return false }
      return String(decoding: text, as: UTF8.self).split(separator: "\n").contains { line in
        line.hasPrefix("lock:") && line.contains("OFDLCK") && line.hasSuffix(" \(byte) \(byte)")
      }
    }
  }

  private static func age(startTime: UInt64) -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_BOOTTIME, &now)
    let started = startTime / UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
    return UInt64(now.tv_sec) - min(UInt64(now.tv_sec), started)
  }

  private static func identity(of path: String) -> FileIdentity? {
    var answer = stat()
    guard stat(path, &answer) == 0 else { return nil }
    return FileIdentity(device: UInt64(answer.st_dev), inode: UInt64(answer.st_ino))
  }

  private static func identity(ofDescriptor descriptor: Int32) -> FileIdentity? {
    var answer = stat()
    guard fstat(descriptor, &answer) == 0 else { return nil }
    return FileIdentity(device: UInt64(answer.st_dev), inode: UInt64(answer.st_ino))
  }

  /// Empty for what may not be read.
  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
            String(cString: $0)
          }
        }
      )
    }
    return names
  }
}
