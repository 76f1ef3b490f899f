/// An open file, closed when the last user lets go of it.
final class OpenFile: Sendable {
  let descriptor: FileDescriptor
  /// For messages.
  let path: String
  private let fileSystem: any FileSystem

  init(_ descriptor: FileDescriptor, path: String, fileSystem: any FileSystem) {
    self.descriptor = descriptor
    self.path = path
    self.fileSystem = fileSystem
  }

  deinit {
    fileSystem.close(descriptor)
  }

  /// Fills the bytes from `offset` on; reads less only at the end of the file.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(JournalError) -> Int {
    do throws(SystemCallError) {
      return try fileSystem.read(descriptor, into: bytes, at: offset)
    } catch {
      throw JournalError.reading(path, error)
    }
  }

  /// Up to `count` bytes from `offset` on; less only at the end of the file.
  func read(_ count: Int, at offset: UInt64) throws(JournalError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = try bytes.withMutableBytes { (buffer) throws(JournalError) in
      try read(into: buffer, at: offset)
    }
    bytes.removeLast(count - result)
    return bytes
  }

  /// Writes all the bytes, in one call unless the system takes less than was given.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SystemCallError) {
    var written = 0
    while written < bytes.count {
      written += try fileSystem.write(
        descriptor,
        UnsafeRawBufferPointer(rebasing: bytes[written...]),
        at: offset + UInt64(written)
      )
    }
  }

  /// Writes all the bytes.
  func write(_ bytes: [UInt8], at offset: UInt64) throws(SystemCallError) {
    try bytes.withBytes { (buffer) throws(SystemCallError) in try write(buffer, at: offset) }
  }

  /// Writes zeros.
  func writeZeros(from offset: UInt64, count: Int) throws(SystemCallError) {
    let zeros = [UInt8](repeating: 0, count: min(count, 256 << 10))
    var written = 0
    while written < count {
      try zeros.withBytes { (buffer) throws(SystemCallError) in
        let part = UnsafeRawBufferPointer(rebasing: buffer[..<min(buffer.count, count - written)])
        try write(part, at: offset + UInt64(written))
        written += part.count
      }
    }
  }

  func synchronizeData() throws(SystemCallError) { try fileSystem.synchronizeData(descriptor) }

  func synchronize() throws(SystemCallError) { try fileSystem.synchronize(descriptor) }

  func truncate(to size: UInt64) throws(SystemCallError) { try fileSystem.truncate(descriptor, to: size) }

  func allocate(from offset: UInt64, count: UInt64) throws(SystemCallError) {
    try fileSystem.allocate(descriptor, from: offset, count: count)
  }

  func identity() throws(JournalError) -> FileIdentity {
    try JournalDirectory.call(path) { () throws(SystemCallError) in try fileSystem.identity(descriptor) }
  }

  func status() throws(JournalError) -> FileStatus {
    do throws(SystemCallError) {
      return try fileSystem.status(descriptor)
    } catch {
      throw JournalError.reading(path, error)
    }
  }
}

extension OpenFile {
  /// The checksum of a part of the file, read piece by piece; of less of it when the file ends before.
  func checksum(from start: UInt64, count: UInt64) throws(JournalError) -> UInt32 {
    var piece = [UInt8](repeating: 0, count: Int(min(count, 1 << 20)))
    var checksum: UInt32 = 0
    var done: UInt64 = 0
    while done < count {
      let wanted = Int(min(count - done, UInt64(piece.count)))
      let read = try piece.withMutableBytes { (buffer) throws(JournalError) in
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        let read = try self.read(into: part, at: start + done)
        checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: part[..<read]), after: checksum)
        return read
      }
      guard read > 0 else { break }
      done += UInt64(read)
    }
    return checksum
  }
}
