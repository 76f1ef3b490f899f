/// The directory of a journal: checked once when it is opened, and used through its descriptor from then on, so that
/// nothing changes when a name on the way to it is changed.
///
///     DIR/                    0700; every file in it 0600
///       journal.lock          append lock and hints (LockFile.swift)
///       segments/             the log (SegmentHeader.swift)
///       workers/              one file for each live worker (WorkerFile.swift)
///       output/               captured output of attempts; not the journal's
///       snapshots/            what segments that are gone amount to (SnapshotHeader.swift)
final class JournalDirectory: Sendable {
  static let segmentsName = "segments"
  static let snapshotsName = "snapshots"

  let path: String
  let fileSystem: any FileSystem
  private let root: OpenFile
  let segments: OpenFile
  /// Nil when a reader found none: a journal that was never compacted need not have it.
  let snapshots: OpenFile?

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
      for name in [Self.segmentsName, Self.snapshotsName, WorkerFile.directoryName, "output"] {
        try Self.call(path) { () throws(SystemCallError) in try fileSystem.makeDirectory(name, in: root.descriptor) }
      }
    }
    segments = try Self.openDirectory(Self.segmentsName, in: root, path: path + "/" + Self.segmentsName, fileSystem)
    try Self.check(segments, mode: mode, fileSystem)
    snapshots = try Self.openSnapshots(in: root, path: path + "/" + Self.snapshotsName, fileSystem)
    if let snapshots { try Self.check(snapshots, mode: mode, fileSystem) }
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
    try open(name, in: segments, access)
  }

  /// Opens a file in `snapshots/`; nil when there is none.
  func openSnapshot(_ name: String, _ access: FileAccess) throws(JournalError) -> OpenFile? {
    guard let snapshots else { return nil }
    return try open(name, in: snapshots, access)
  }

  private func open(_ name: String, in parent: OpenFile, _ access: FileAccess) throws(JournalError) -> OpenFile? {
    let path = parent.path + "/" + name
    do {
      let file = try Self.call(path) { () throws(SystemCallError) in
        OpenFile(try fileSystem.open(name, in: parent.descriptor, access), path: path, fileSystem: fileSystem)
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
    try names(in: segments).compactMap(Segment.number(ofFile:)).sorted()
  }

  /// The last segments that the snapshots cover, in order.
  func snapshotNumbers() throws(JournalError) -> [UInt64] {
    guard let snapshots else { return [] }
    return try names(in: snapshots).compactMap(Snapshot.number(ofFile:)).sorted()
  }

  /// The files of snapshots that are being made, or were when their maker died.
  func unfinishedSnapshots() throws(JournalError) -> [String] {
    guard let snapshots else { return [] }
    return try names(in: snapshots).filter { $0.hasSuffix(SnapshotWriter.unfinishedSuffix) }
  }

  private func names(in directory: OpenFile) throws(JournalError) -> [String] {
    try Self.call(directory.path) { () throws(SystemCallError) in try fileSystem.names(in: directory.descriptor) }
  }

  /// Returns once every name in `segments/`, and its own, are on disk.
  func synchronize() throws(SystemCallError) {
    try segments.synchronize()
    try root.synchronize()
  }

  /// Returns once the names of the directories that lead to the journal are on disk: lost in a crash, they would take the
  /// journal with them. Whoever made them may have died before it had seen to that.
  func synchronizePath() throws(SystemCallError) {
    for (_, parent) in Self.steps(of: path) {
      let directory: FileDescriptor
      do throws(SystemCallError) {
        directory = try fileSystem.open(parent, in: nil, .directory)
      } catch {
        // Where this user may not look, it has not made anything either.
        if error.isRefusal { continue }
        throw error
      }
      defer { fileSystem.close(directory) }
      try fileSystem.synchronize(directory)
    }
  }

  /// Returns once every name in `snapshots/`, and its own, are on disk.
  func synchronizeSnapshots() throws(SystemCallError) {
    try snapshots?.synchronize()
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
    for (name, _) in steps(of: path) {
      try call(name) { () throws(SystemCallError) in
        if let existing = try? fileSystem.open(name, in: nil, .directory) { return fileSystem.close(existing) }
        try fileSystem.makeDirectory(name, in: nil)
      }
    }
  }

  /// The directories on the way to a path and the path itself, each with the one that contains it.
  private static func steps(of path: String) -> [(name: String, parent: String)] {
    var steps: [(name: String, parent: String)] = []
    var parent = path.hasPrefix("/") ? "/" : "."
    for part in path.split(separator: "/") {
      let name = parent == "." ? String(part) : parent == "/" ? "/\(part)" : "\(parent)/\(part)"
      steps.append((name, parent))
      parent = name
    }
    return steps
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

  private static func openSnapshots(in root: OpenFile, path: String, _ fileSystem: any FileSystem) throws(JournalError)
    -> OpenFile?
  {
    do {
      return try openDirectory(snapshotsName, in: root, path: path, fileSystem)
    } catch {
      if error.code == .notFound { return nil }
      throw error
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
