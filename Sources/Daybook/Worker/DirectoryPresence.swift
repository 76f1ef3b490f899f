import Journal

/// The presence of a worker in a journal's directory: its locked file under `workers/`, with the list of its children.
package final class DirectoryPresence: WorkerPresence {
  /// A child that a worker recorded.
  package struct Child: Hashable, Sendable {
    package var processID: Int32
    /// In clock ticks since the machine started.
    package var startTime: UInt64
  }

  private let directory: String
  private let file: WorkerFile
  private let endChild: @Sendable (Child) throws -> Void

  /// Makes the worker's file.
  ///
  /// - Parameter endChild: ends a dead worker's child and everything in its process group, and returns when it is gone.
  /// - Throws: `.storage` when the file cannot be made.
  package init(
    directory: String, endChild: @escaping @Sendable (Child) throws -> Void = { _ in }
  ) throws(DaybookError) {
    self.directory = directory
    self.endChild = endChild
    file = try Self.wrap { try WorkerFile.create(in: directory) }
  }

  package var name: String { file.name.workerName }

  package func settleOthers() throws(DaybookError) -> Set<String> {
    try Self.wrap {
      var living: Set<String> = []
      let reports = try WorkerFile.scan(directory)
      let boot = reports.first { $0.name == file.name }?.identity.process.bootIdentifier
      for other in reports where other.name != file.name {
        if other.isAlive {
          living.insert(other.name.workerName)
        } else {
          // What an earlier boot left running ended with it; its numbers may belong to others by now.
          try settle(other, hasChildren: other.identity.process.bootIdentifier == boot)
        }
      }
      return living
    }
  }

  package func beat() {
    // A heartbeat that cannot be written is one that others do not see; there is nothing better to do about it here.
    try? file.beat()
  }

  package func end() {
    // A file that stays behind is unlocked by our end, and the next worker takes it away.
    try? file.remove()
  }

  /// Records a child before it may run.
  /// - Returns: what `removeChild` wants.
  package func addChild(processID: Int32, startTime: UInt64) throws -> Int {
    try file.addChild(process: UInt32(processID), startTime: startTime)
  }

  /// Forgets a child of which nothing is left.
  package func removeChild(_ slot: Int) {
    // A record that stays costs its next owner one look at a process that is not there any more.
    try? file.removeChild(slot)
  }

  /// A dead worker's children are ended before its file goes: until then they can be found.
  private func settle(_ dead: WorkerFileReport, hasChildren: Bool) throws {
    for child in hasChildren ? dead.children : [] {
      try endChild(Child(processID: Int32(bitPattern: child.process), startTime: child.startTime))
    }
    _ = try WorkerFile.discard(dead.name, of: directory)
  }

  private static func wrap<T>(_ body: () throws -> T) throws(DaybookError) -> T {
    do {
      return try body()
    } catch {
      throw DaybookError(wrapping: error)
    }
  }
}

extension Engine {
  /// The workers that have joined, have not left, and still live: a worker that was killed leaves without a word.
  package func livingWorkers() -> [WorkerSummary] {
    let joined = read(\.stats).workers
    guard !joined.isEmpty, let directory else { return joined }
    // Where the files cannot be read, what the journal says is the best there is.
    guard let reports = try? WorkerFile.scan(directory) else { return joined }
    let living = Set(reports.filter(\.isAlive).map(\.name.workerName))
    return joined.filter { living.contains($0.name) }
  }
}

extension String {
  /// A worker's name is its file's, without the ending.
  fileprivate var workerName: String { hasSuffix(".worker") ? String(dropLast(".worker".count)) : self }
}
