/// How a worker shows that it is alive, and learns how the others are.
///
/// All members may be called from any thread; those that look at or end other workers may block.
package protocol WorkerPresence: Sendable {
  /// Names the worker in its `joined` record; another one after `renew`.
  var name: String { get }
  /// Whether another worker found this one unresponsive and takes its jobs back.
  var isCondemned: Bool { get }
  /// Shows that the working loop moves.
  func beat()
  /// How the other workers are, this one not included. One that is not among them is gone.
  func look() throws(DaybookError) -> [PeerReport]
  /// Calls `body`, on any thread, whenever a worker seen by `look` has ended.
  func watch(_ body: @escaping @Sendable () -> Void)
  /// Makes sure that nothing of another worker's commands still runs and that it starts nothing more under its name.
  func endChildren(of name: String) throws(DaybookError)
  /// Forgets a worker that is gone, once its jobs are taken back.
  func forget(_ name: String)
  /// Begins again under another name, after this worker was declared lost.
  func renew() throws(DaybookError)
  /// Called once the worker has left.
  func end()
}

/// What a worker's file says of it to others.
package struct PeerReport: Hashable, Sendable {
  package var name: String
  /// Whether its process holds the lock on its file.
  package var isAlive: Bool
  /// Changes as long as its working loop goes round.
  package var heartbeat: UInt64

  package init(name: String, isAlive: Bool, heartbeat: UInt64) {
    self.name = name
    self.isAlive = isAlive
    self.heartbeat = heartbeat
  }
}

/// The presence of a worker that shares its log with nobody: tests and logs in memory.
package struct SolitaryPresence: WorkerPresence {
  package let name: String
  package var isCondemned: Bool { false }

  package init(name: String = "worker") {
    self.name = name
  }

  package func beat() {}
  package func look() -> [PeerReport] { [] }
  package func watch(_ body: @escaping @Sendable () -> Void) {}
  package func endChildren(of name: String) {}
  package func forget(_ name: String) {}
  package func renew() {}
  package func end() {}
}
