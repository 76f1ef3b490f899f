import Journal
import Synchronization

/// The presence of a worker in a journal's directory: its locked file under `workers/`, with the list of its children.
package final class DirectoryPresence: WorkerPresence {
  private let directory: String
  private let file: Mutex<WorkerFile>
  private let watcher = Mutex<WorkerWatch?>(nil)

  /// Makes the worker's file.
  ///
  /// - Throws: `.storage` when the file cannot be made.
  package init(directory: String) throws(DaybookError) {
    self.directory = directory
    // Whether the directory will do was decided when the journal was opened.
    file = Mutex(try Self.wrap { try WorkerFile.create(in: directory, force: true) })
  }

  package var name: String { current.name.workerName }

  /// A verdict that cannot be read does not stop the work: the journal refuses what comes too late.
  package var isCondemned: Bool { (try? current.isCondemned()) ?? false }

  package func beat() {
    // A heartbeat that cannot be written is one that others do not see; there is nothing better to do about it here.
    try? current.beat()
  }

  package func look() throws(DaybookError) -> [PeerReport] {
    let own = current.name
    return try Self.wrap {
      var reports = try WorkerFile.scan(directory)
      // Whoever ended before the watch on it began is seen by a second look.
      if let watcher = watcher.withLock({ $0 }),
        watcher.watch(reports.filter { $0.isAlive && $0.name != own }.map(\.identity.process))
      {
        reports = try WorkerFile.scan(directory)
      }
      return reports.filter { $0.name != own }
        .map { PeerReport(name: $0.name.workerName, isAlive: $0.isAlive, heartbeat: $0.heartbeat) }
    }
  }

  package func watch(_ body: @escaping @Sendable () -> Void) {
    // Without it, workers that die are noticed by the next look instead of at once.
    guard let made = try? WorkerWatch(onEnd: body) else { return }
    made.start(BlockingThread.start)
    watcher.withLock { $0 = made }
  }

  package func endChildren(of name: String) throws(DaybookError) {
    try Self.wrap {
      guard let other = try WorkerFile.report(on: name.workerFile, of: directory) else { return }
      if other.isAlive { _ = try WorkerFile.condemn(other.name, of: directory) }
      // Read again: what it had started by the time of the verdict stands there now.
      guard let final = try WorkerFile.report(on: other.name, of: directory) else { return }
      // What an earlier boot left running ended with it; its numbers may belong to others by now.
      guard final.identity.process.bootIdentifier == (try SystemFileSystem().currentProcess().bootIdentifier) else {
        return
      }
      _ = try RecordedGroup.kill(final.children)
    }
  }

  package func forget(_ name: String) {
    // A file that stays behind is looked at again by the next leader.
    _ = try? WorkerFile.discard(name.workerFile, of: directory)
  }

  package func renew() throws(DaybookError) {
    let new = try Self.wrap { try WorkerFile.create(in: directory, force: true) }
    let old = file.withLock { file in
      defer { file = new }
      return file
    }
    Self.leave(old)
  }

  package func end() {
    watcher.withLock { $0 }?.stop()
    Self.leave(current)
  }

  /// Records a child before it may run.
  /// - Returns: what `removeChild` wants.
  package func addChild(processID: Int32, startTime: UInt64) throws -> Int {
    try current.addChild(process: UInt32(processID), startTime: startTime)
  }

  /// Forgets a child of which nothing is left.
  package func removeChild(_ slot: Int) {
    // A record that stays costs its next owner one look at a process that is not there any more.
    try? current.removeChild(slot)
  }

  private var current: WorkerFile { file.withLock { $0 } }

  /// Takes the file away, unless it names children that could not be ended: the leader looks after those.
  private static func leave(_ file: WorkerFile) {
    // A file that stays behind is unlocked once it is let go of, and the leader takes it away.
    if !file.hasChildren { try? file.remove() }
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
  /// The counts, with the workers that live: one that was killed leads nobody.
  package func livingStats() -> SchedulerStats {
    var stats = read(\.stats)
    stats.workers = livingWorkers()
    if !stats.workers.contains(where: \.isLeader) { stats.leader = nil }
    return stats
  }

  /// Whether some worker lives that serves the directory; true when its files cannot be read.
  package static func hasLivingWorker(in directory: String) -> Bool {
    guard let reports = try? WorkerFile.scan(directory) else { return true }
    return reports.contains(where: \.isAlive)
  }

  /// The workers that have joined, have not left, and still live: a worker that was killed leaves without a word.
  package func livingWorkers() -> [WorkerSummary] {
    let joined = read(\.stats).workers
    guard !joined.isEmpty, let directory else { return joined }
    // Where the files cannot be read, what the journal says is the best there is.
    guard let reports = try? WorkerFile.scan(directory) else { return joined }
    let living = Dictionary(
      reports.filter(\.isAlive).map { ($0.name.workerName, $0.beatenAt) }, uniquingKeysWith: max)
    return joined.compactMap { worker in
      guard let beatenAt = living[worker.name] else { return nil }
      var worker = worker
      worker.beatenAt = Timestamp(milliseconds: beatenAt)
      return worker
    }
  }
}

extension String {
  private static let workerSuffix = ".worker"

  /// A worker's name is its file's, without the ending.
  fileprivate var workerName: String {
    hasSuffix(Self.workerSuffix) ? String(dropLast(Self.workerSuffix.count)) : self
  }

  fileprivate var workerFile: String { self + Self.workerSuffix }
}
