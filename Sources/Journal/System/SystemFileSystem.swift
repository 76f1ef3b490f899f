import CSystem
import Glibc

/// The operating system's files.
package struct SystemFileSystem: FileSystem {
  private let syncDelay: UInt64

  /// - Parameter syncDelayNanoseconds: what is added to each sync, to see what a slower disk would do.
  package init(syncDelayNanoseconds: UInt64 = 0) {
    syncDelay = syncDelayNanoseconds
  }

  package func open(_ name: String, in directory: FileDescriptor?, _ access: FileAccess) throws(SystemCallError)
    -> FileDescriptor
  {
    let flags: Int32
    switch access {
    case .read: flags = O_RDONLY | O_NOFOLLOW
    case .readWrite: flags = O_RDWR | O_NOFOLLOW
    case .create: flags = O_RDWR | O_CREAT | O_NOFOLLOW
    case .directory: flags = O_RDONLY | O_DIRECTORY
    }
    let descriptor = daybook_open(directory?.rawValue ?? AT_FDCWD, name, flags, 0o600)
    guard descriptor >= 0 else { throw .last("open") }
    return FileDescriptor(rawValue: descriptor)
  }

  package func close(_ file: FileDescriptor) {
    _ = Glibc.close(file.rawValue)
  }

  package func read(_ file: FileDescriptor, into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  {
    var count = 0
    while count < bytes.count, let base = bytes.baseAddress {
      let start = base + count
      let position = off_t(offset) + off_t(count)
      let result = repeating { pread(file.rawValue, start, bytes.count - count, position) }
      guard result >= 0 else { throw .last("pread") }
      if result == 0 { break }
      count += result
    }
    return count
  }

  package func write(_ file: FileDescriptor, _ bytes: UnsafeRawBufferPointer, at offset: UInt64)
    throws(SystemCallError) -> Int
  {
    let result = repeating { pwrite(file.rawValue, bytes.baseAddress, bytes.count, off_t(offset)) }
    guard result >= 0 else { throw .last("pwrite") }
    return result
  }

  package func synchronizeData(_ file: FileDescriptor) throws(SystemCallError) {
    if syncDelay > 0 { pause(nanoseconds: syncDelay) }
    try check("fdatasync", fdatasync(file.rawValue))
  }

  package func synchronize(_ file: FileDescriptor) throws(SystemCallError) {
    if syncDelay > 0 { pause(nanoseconds: syncDelay) }
    try check("fsync", fsync(file.rawValue))
  }

  package func truncate(_ file: FileDescriptor, to size: UInt64) throws(SystemCallError) {
    try check("ftruncate", repeating { ftruncate(file.rawValue, off_t(size)) })
  }

  package func allocate(_ file: FileDescriptor, from offset: UInt64, count: UInt64) throws(SystemCallError) {
    if daybook_allocate(file.rawValue, Int64(offset), Int64(count)) == 0 { return }
    guard errno == EOPNOTSUPP else { throw .last("fallocate") }
    // Where space cannot be reserved, zeros take it.
    let zeros = [UInt8](repeating: 0, count: 64 << 10)
    var end = max(offset, try status(file).size)
    while end < offset + count {
      let left = Int(min(offset + count - end, UInt64(zeros.count)))
      end += UInt64(
        try zeros.withBytes { (bytes) throws(SystemCallError) in
          try write(file, UnsafeRawBufferPointer(rebasing: bytes[..<left]), at: end)
        })
    }
  }

  package func status(_ file: FileDescriptor) throws(SystemCallError) -> FileStatus {
    var answer = stat()
    try check("fstat", fstat(file.rawValue, &answer))
    return FileStatus(answer)
  }

  package func identity(of name: String, in directory: FileDescriptor) throws(SystemCallError) -> FileIdentity? {
    var device: UInt64 = 0
    var inode: UInt64 = 0
    if daybook_file_identity(directory.rawValue, name, &device, &inode) == 0 {
      return FileIdentity(device: device, inode: inode)
    }
    if errno == ENOENT { return nil }
    throw .last("statx")
  }

  package func identity(_ file: FileDescriptor) throws(SystemCallError) -> FileIdentity {
    // The empty name stands for the descriptor itself.
    guard let identity = try identity(of: "", in: file) else { throw .last("statx") }
    return identity
  }

  package func names(in directory: FileDescriptor) throws(SystemCallError) -> [String] {
    // A descriptor of its own: reading a directory moves the position of the open file.
    let descriptor = openat(directory.rawValue, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last("open") }
    guard let stream = fdopendir(descriptor) else {
      let error = SystemCallError.last("fdopendir")
      _ = Glibc.close(descriptor)
      throw error
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last("readdir") }
    return names
  }

  package func rename(_ name: String, to newName: String, in directory: FileDescriptor) throws(SystemCallError) {
    try check("rename", renameat(directory.rawValue, name, directory.rawValue, newName))
  }

  package func remove(_ name: String, in directory: FileDescriptor) throws(SystemCallError) {
    try check("unlink", unlinkat(directory.rawValue, name, 0))
  }

  package func makeDirectory(_ name: String, in directory: FileDescriptor?) throws(SystemCallError) {
    if mkdirat(directory?.rawValue ?? AT_FDCWD, name, 0o700) == 0 || errno == EEXIST { return }
    throw .last("mkdir")
  }

  package func fileSystemMagic(_ file: FileDescriptor) throws(SystemCallError) -> UInt64 {
    var magic: UInt64 = 0
    try check("fstatfs", daybook_file_system(file.rawValue, &magic))
    return magic
  }
}

// MARK: - Locks and notification

extension SystemFileSystem {
  package func lock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    try check("fcntl", daybook_lock(file.rawValue, Int64(byte))) == 1
  }

  package func unlock(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) {
    try check("fcntl", daybook_unlock(file.rawValue, Int64(byte)))
  }

  package func isLocked(_ file: FileDescriptor, byte: UInt64) throws(SystemCallError) -> Bool {
    try check("fcntl", daybook_lock_held(file.rawValue, Int64(byte))) == 1
  }

  package func watch(_ directory: FileDescriptor) throws(SystemCallError) -> any ChangeWatch {
    try InotifyWatch(directory)
  }
}

// MARK: - Calling

extension SystemFileSystem {
  /// Makes a call again for as long as signals interrupt it.
  func repeating<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  @discardableResult
  func check(_ call: String, _ result: Int32) throws(SystemCallError) -> Int32 {
    guard result >= 0 else { throw .last(call) }
    return result
  }
}

extension FileStatus {
  fileprivate init(_ answer: stat) {
    let kind: Kind
    switch answer.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    self.init(
      kind: kind,
      size: UInt64(answer.st_size),
      owner: answer.st_uid,
      permissions: answer.st_mode & 0o7777
    )
  }
}
