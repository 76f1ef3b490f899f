/// The directory of a journal: checked once when it is opened, and used through its descriptor from then on, so that
/// nothing changes when a name on the way to it is changed.
///
///     DIR/                    0700; every file in it 0600
///       journal.lock          append lock and hints (LockFile.swift)
///       segments/             the log (SegmentHeader.swift)
///       workers/              one file for each live worker (WorkerFile.swift)
///       output/               captured output of attempts; not the journal's
///       snapshots/            kept for later versions
final class JournalDirectory: Sendable {
  static let segmentsName = "segments"

  let path: String
  let fileSystem: any FileSystem
  private let root: OpenFile
  let segments: OpenFile

  /// Opens the directory; a read-write opener makes it, and those inside, where there are none.
  init(_ path: String, mode: JournalMode, force: Bool, fileSystem: any FileSystem) throws(JournalError) {
    self.path = path
    self.fileSystem = fileSystem
    if mode == .readWrite { try Self.makeDirectories(path, fileSystem) }
    let root = try Self.openDirectory(path, in: nil, path: path, fileSystem)
    self.root = root
    try Self.check(root, mode: mode, fileSystem)
    if !force { try Self.checkFileSystem(root, fileSystem) }
    if mode == .readWrite {
      for name in [Self.segmentsName, WorkerFile.directoryName, "output"] {
        try Self.call(path) { () throws(SystemCallError) in try fileSystem.makeDirectory(name, in: root.descriptor) }
      }
    }
    segments = try Self.openDirectory(Self.segmentsName, in: root, path: path + "/" + Self.segmentsName, fileSystem)
    try Self.check(segments, mode: mode, fileSystem)
  }

  /// Opens a file of the directory itself.
  func open(_ name: String, _ access: FileAccess) throws(JournalError) -> OpenFile {
    let path = path + "/" + name
    let file = try Self.call(path) { () throws(SystemCallError) in
      OpenFile(try fileSystem.open(name, in: root.descriptor, access), path: path, fileSystem: fileSystem)
    }
    try Self.checkRegular(file)
    return file
  }

  /// Opens a file in `segments/`; nil when there is none.
  func openSegment(_ name: String, _ access: FileAccess) throws(JournalError) -> OpenFile? {
    let path = segments.path + "/" + name
    do {
      let file = try Self.call(path) { () throws(SystemCallError) in
        OpenFile(try fileSystem.open(name, in: segments.descriptor, access), path: path, fileSystem: fileSystem)
      }
      try Self.checkRegular(file)
      return file
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }

  /// Opens a directory inside the directory.
  func openDirectory(_ name: String) throws(JournalError) -> OpenFile {
    try Self.openDirectory(name, in: root, path: path + "/" + name, fileSystem)
  }

  /// Makes a directory inside the directory, and opens it.
  func makeDirectory(_ name: String) throws(JournalError) -> OpenFile {
    try Self.call(path + "/" + name) { () throws(SystemCallError) in
      try fileSystem.makeDirectory(name, in: root.descriptor)
    }
    return try openDirectory(name)
  }

  /// What stands for a name in the directory itself; nil when nothing does.
  func identity(of name: String) throws(JournalError) -> FileIdentity? {
    try Self.call(path + "/" + name) { () throws(SystemCallError) in
      try fileSystem.identity(of: name, in: root.descriptor)
    }
  }

  /// Whether there is such a file in `segments/`.
  func hasSegment(_ name: String) throws(JournalError) -> Bool {
    try Self.call(segments.path + "/" + name) { () throws(SystemCallError) in
      try fileSystem.identity(of: name, in: segments.descriptor) != nil
    }
  }

  /// The numbers of the segments, in order.
  func segmentNumbers() throws(JournalError) -> [UInt64] {
    let names = try Self.call(segments.path) { () throws(SystemCallError) in
      try fileSystem.names(in: segments.descriptor)
    }
    return names.compactMap(Segment.number(ofFile:)).sorted()
  }

  /// Returns once every name in the directory is on disk.
  func synchronize() throws(SystemCallError) {
    try segments.synchronize()
    try root.synchronize()
  }

  /// A system call, its failure told with the path.
  static func call<Result>(_ path: String, _ body: () throws(SystemCallError) -> Result) throws(JournalError) -> Result
  {
    do throws(SystemCallError) {
      return try body()
    } catch {
      throw .preparing(path, error)
    }
  }
}

// MARK: - Checks

extension JournalDirectory {
  /// Makes the directory and those that lead to it, where they are missing.
  private static func makeDirectories(_ path: String, _ fileSystem: any FileSystem) throws(JournalError) {
    var parent = path.hasPrefix("/") ? "/" : "."
    var prefix = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      prefix += part
      let (name, containing) = (prefix, parent)
      try call(name) { () throws(SystemCallError) in
        if let existing = try? fileSystem.open(name, in: nil, .directory) { return fileSystem.close(existing) }
        try fileSystem.makeDirectory(name, in: nil)
        // A directory lost in a crash would take the journal with it.
        let directory = try fileSystem.open(containing, in: nil, .directory)
        defer { fileSystem.close(directory) }
        try fileSystem.synchronize(directory)
      }
      parent = prefix
      prefix += "/"
    }
  }

  private static func openDirectory(
    _ name: String,
    in parent: OpenFile?,
    path: String,
    _ fileSystem: any FileSystem
  ) throws(JournalError) -> OpenFile {
    do throws(SystemCallError) {
      return OpenFile(try fileSystem.open(name, in: parent?.descriptor, .directory), path: path, fileSystem: fileSystem)
    } catch {
      let failure = JournalError.reading(path, error)
      guard failure.code == .notFound else { throw failure }
      throw JournalError(
        .notFound,
        "there is no journal at \(path); `daybook up` or the first `daybook add` makes one",
        path: path,
        cause: error
      )
    }
  }

  /// A directory others can write to could be changed under the journal's feet.
  private static func check(_ directory: OpenFile, mode: JournalMode, _ fileSystem: any FileSystem)
    throws(JournalError)
  {
    let status = try directory.status()
    guard status.permissions & 0o022 == 0 else {
      let mode = String(status.permissions, radix: 8)
      throw JournalError(
        .permission,
        "\(directory.path) can be written by others (mode \(mode)); run `chmod 700 \(directory.path)`",
        path: directory.path
      )
    }
    // Reading what belongs to someone else changes nothing, and an administrator may have to.
    guard status.owner == fileSystem.effectiveUser || mode == .readOnly else {
      throw JournalError(
        .permission,
        "\(directory.path) belongs to user \(status.owner), and this process acts as user \(fileSystem.effectiveUser); "
          + "run it as that user, or choose another directory",
        path: directory.path
      )
    }
  }

  private static func checkFileSystem(_ directory: OpenFile, _ fileSystem: any FileSystem) throws(JournalError) {
    let magic = try call(directory.path) { () throws(SystemCallError) in
      try fileSystem.fileSystemMagic(directory.descriptor)
    }
    guard let name = NetworkFileSystem.name(ofMagic: magic) else { return }
    throw JournalError(
      .networkFileSystem,
      "\(directory.path) is on \(name), a file system over a network or a program, where locks and notification cannot be "
        + "relied on; choose a local directory, or add --allow-network if only one machine ever uses it",
      path: directory.path
    )
  }

  private static func checkRegular(_ file: OpenFile) throws(JournalError) {
    guard try file.status().kind == .regular else {
      throw JournalError(.permission, "\(file.path) is not a regular file; move it away", path: file.path)
    }
  }
}
