/// Copies files into a directory.
struct FileCopy {
  private static let step = 1 << 20

  private let directory: OpenFile
  private let path: String
  private let fileSystem: any FileSystem

  /// - Parameter path: the directory's, for messages.
  init(in directory: OpenFile, path: String, _ fileSystem: any FileSystem) {
    self.directory = directory
    self.path = path
    self.fileSystem = fileSystem
  }

  /// Copies the first bytes of a file; returns once they are on disk, which their name need not be.
  /// - Parameter progress: called with the bytes of each step.
  /// - Returns: the bytes copied: fewer when the file has fewer.
  @discardableResult
  func make(_ name: String, of source: OpenFile, bytes: UInt64, _ progress: (UInt64) throws -> Void = { _ in })
    throws -> UInt64
  {
    let path = path + "/" + name
    let copy = try JournalDirectory.call(path) { () throws(SystemCallError) in
      let file = OpenFile(
        try fileSystem.open(name, in: directory.descriptor, .create), path: path, fileSystem: fileSystem)
      try file.truncate(to: 0)
      return file
    }
    var offset: UInt64 = 0
    while offset < bytes {
      let part = try source.read(Int(min(UInt64(Self.step), bytes - offset)), at: offset)
      if part.isEmpty { break }
      try JournalDirectory.call(path) { () throws(SystemCallError) in try copy.write(part, at: offset) }
      offset += UInt64(part.count)
      try progress(UInt64(part.count))
    }
    try JournalDirectory.call(path) { () throws(SystemCallError) in try copy.synchronize() }
    return offset
  }
}
