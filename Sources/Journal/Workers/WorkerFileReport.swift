/// What one file in `workers/` says.
package struct WorkerFileReport: Sendable, Equatable {
  /// The file's name.
  package let name: String
  package let identity: WorkerIdentity
  /// Whether the worker's process holds the file's lock.
  package let isAlive: Bool
  /// Changes as long as the worker's loop goes round.
  package let heartbeat: UInt64
  /// When it changed last, by the worker's wall clock, in milliseconds since 1970; for people.
  package let beatenAt: Int64
  /// Whether the worker was found unresponsive.
  package let isCondemned: Bool
  /// The children it has, or had when it died.
  package let children: [WorkerChild]
}

extension WorkerFile {
  /// What the files of all workers of a journal say, in the order of their names; takes no lock and changes nothing.
  ///
  /// A file that is not a whole worker's file is left out.
  package static func scan(_ journal: String, fileSystem: any FileSystem = SystemFileSystem()) throws(JournalError)
    -> [WorkerFileReport]
  {
    let workers = try JournalDirectory(journal, mode: .readOnly, force: true, fileSystem: fileSystem)
      .openDirectory(directoryName)
    let names = try JournalDirectory.call(workers.path) { () throws(SystemCallError) in
      try fileSystem.names(in: workers.descriptor)
    }
    var reports: [WorkerFileReport] = []
    for name in names.sorted() where name.hasSuffix(suffix) {
      if let report = try report(on: name, in: workers, fileSystem) { reports.append(report) }
    }
    return reports
  }

  /// Takes away the file of a worker that is gone, once its children are gone too.
  /// - Returns: false, with nothing done, when the worker lives.
  package static func discard(_ name: String, of journal: String, fileSystem: any FileSystem = SystemFileSystem())
    throws(JournalError) -> Bool
  {
    let workers = try JournalDirectory(journal, mode: .readWrite, force: true, fileSystem: fileSystem)
      .openDirectory(directoryName)
    guard let file = try open(name, .readWrite, in: workers, fileSystem) else { return true }
    do {
      return try JournalDirectory.call(file.path) { () throws(SystemCallError) in
        guard try fileSystem.lock(file.descriptor, byte: lockByte) else { return false }
        try fileSystem.remove(name, in: workers.descriptor)
        return true
      }
    } catch  where error.code == .notFound {
      // Somebody else took it away at the same moment.
      return true
    }
  }

  /// Marks a worker that lives but does not respond: when it wakes, it starts nothing more under this file.
  ///
  /// What it had started stands in its file when this returns.
  /// - Returns: false when its file is gone.
  package static func condemn(_ name: String, of journal: String, fileSystem: any FileSystem = SystemFileSystem())
    throws(JournalError) -> Bool
  {
    let workers = try JournalDirectory(journal, mode: .readWrite, force: true, fileSystem: fileSystem)
      .openDirectory(directoryName)
    guard let file = try open(name, .readWrite, in: workers, fileSystem) else { return false }
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in
      try file.write([1], at: UInt64(verdictOffset))
    }
    return true
  }

  /// What one worker's file says; nil when it is gone.
  package static func report(on name: String, of journal: String, fileSystem: any FileSystem = SystemFileSystem())
    throws(JournalError) -> WorkerFileReport?
  {
    let workers = try JournalDirectory(journal, mode: .readOnly, force: true, fileSystem: fileSystem)
      .openDirectory(directoryName)
    return try report(on: name, in: workers, fileSystem)
  }

  /// Nil when the file has just gone, or is not a worker's.
  private static func report(on name: String, in workers: OpenFile, _ fileSystem: any FileSystem)
    throws(JournalError) -> WorkerFileReport?
  {
    guard let file = try open(name, .read, in: workers, fileSystem) else { return nil }
    // The lock first: were it given up in between, what is read after it is still what the worker left.
    let isAlive = try JournalDirectory.call(file.path) { () throws(SystemCallError) in
      try fileSystem.isLocked(file.descriptor, byte: lockByte)
    }
    let bytes = try file.read(offset(ofSlot: JournalLimits.workerChildren), at: 0)
    return bytes.withUnsafeBytes { buffer in
      guard buffer.count >= firstSlot,
        let identity = WorkerIdentity.decode(UnsafeRawBufferPointer(rebasing: buffer[..<identitySize]))
      else { return nil }
      var children: [WorkerChild] = []
      for start in stride(from: firstSlot, through: buffer.count - slotSize, by: slotSize) {
        let slot = UnsafeRawBufferPointer(rebasing: buffer[start..<(start + slotSize)])
        if let child = WorkerChild.decode(slot) { children.append(child) }
      }
      return WorkerFileReport(
        name: name,
        identity: identity,
        isAlive: isAlive,
        heartbeat: buffer.integer(at: identitySize),
        beatenAt: buffer.integer(at: identitySize + 8),
        isCondemned: buffer[verdictOffset] != 0,
        children: children
      )
    }
  }

  private static func open(_ name: String, _ access: FileAccess, in workers: OpenFile, _ fileSystem: any FileSystem)
    throws(JournalError) -> OpenFile?
  {
    let path = workers.path + "/" + name
    do {
      return try JournalDirectory.call(path) { () throws(SystemCallError) in
        OpenFile(try fileSystem.open(name, in: workers.descriptor, access), path: path, fileSystem: fileSystem)
      }
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
  }
}
