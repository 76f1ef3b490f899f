/// How a worker shows that it is alive, and learns who else is.
package protocol WorkerPresence: Sendable {
  /// Names the worker in its `joined` record.
  var name: String { get }
  /// Makes sure that nothing of dead workers still runs, and names the living ones, this one not included.
  func settleOthers() throws(DaybookError) -> Set<String>
  /// Shows that the working loop moves.
  func beat()
  /// Called once the worker has left.
  func end()
}

/// The presence of a worker that shares its log with nobody: tests and logs in memory.
package struct SolitaryPresence: WorkerPresence {
  package let name: String

  package init(name: String = "worker") {
    self.name = name
  }

  package func settleOthers() -> Set<String> { [] }
  package func beat() {}
  package func end() {}
}
