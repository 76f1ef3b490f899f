import Daybook
import Synchronization

/// The presences of several workers in one process: who lives, whose heart beats, who was condemned. The test decides.
final class WorkerHall: Sendable {
  struct Member {
    var isAlive = true
    /// Its beats do not count: its loop looks stuck to the others.
    var isFrozen = false
    var heartbeat: UInt64 = 0
    var isCondemned = false
  }

  private struct State {
    var members: [String: Member] = [:]
    var watchers: [@Sendable () -> Void] = []
    /// Whose commands were ended, in order.
    var ended: [String] = []
    var looks: [String: Int] = [:]
    var waiting: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// The workers whose commands were ended, in order.
  var ended: [String] { state.withLock(\.ended) }

  func presence(_ name: String) -> some WorkerPresence { Presence(hall: self, name) }

  /// The process is gone and its lock with it.
  func kill(_ name: String) {
    let watchers = state.withLock { state in
      state.members[name]?.isAlive = false
      return state.watchers
    }
    for watcher in watchers { watcher() }
  }

  func freeze(_ name: String) { state.withLock { $0.members[name]?.isFrozen = true } }

  /// How often the worker has looked around.
  func looks(by name: String) -> Int { state.withLock { $0.looks[name] ?? 0 } }

  /// Waits until the worker has looked around so many times.
  func looks(by name: String, reach count: Int) async {
    await withCheckedContinuation { continuation in
      let hasLooked = state.withLock { state in
        if state.looks[name] ?? 0 >= count { return true }
        state.waiting.append((name, count, continuation))
        return false
      }
      if hasLooked { continuation.resume() }
    }
  }

  fileprivate func add(_ name: String) { state.withLock { $0.members[name] = Member() } }
  fileprivate func remove(_ name: String) { state.withLock { $0.members[name] = nil } }
  fileprivate func member(_ name: String) -> Member? { state.withLock { $0.members[name] } }
  fileprivate func watch(_ body: @escaping @Sendable () -> Void) { state.withLock { $0.watchers.append(body) } }

  fileprivate func beat(_ name: String) {
    state.withLock { state in
      if state.members[name]?.isFrozen == false { state.members[name]?.heartbeat += 1 }
    }
  }

  fileprivate func look(by name: String) -> [PeerReport] {
    let (reports, looked) = state.withLock { state in
      let count = (state.looks[name] ?? 0) + 1
      state.looks[name] = count
      let looked = state.waiting.filter { $0.name == name && $0.count <= count }.map(\.continuation)
      state.waiting.removeAll { $0.name == name && $0.count <= count }
      let others = state.members.filter { $0.key != name }
      return (
        others.map { PeerReport(name: $0.key, isAlive: $0.value.isAlive, heartbeat: $0.value.heartbeat) }, looked
      )
    }
    for continuation in looked { continuation.resume() }
    return reports
  }

  fileprivate func endChildren(of name: String) {
    state.withLock { state in
      if state.members[name]?.isAlive == true { state.members[name]?.isCondemned = true }
      state.ended.append(name)
    }
  }
}

private final class Presence: WorkerPresence {
  private let hall: WorkerHall
  private let current: Mutex<String>

  init(hall: WorkerHall, _ name: String) {
    self.hall = hall
    current = Mutex(name)
    hall.add(name)
  }

  var name: String { current.withLock { $0 } }
  var isCondemned: Bool { hall.member(name)?.isCondemned ?? false }

  func beat() { hall.beat(name) }
  func look() -> [PeerReport] { hall.look(by: name) }
  func watch(_ body: @escaping @Sendable () -> Void) { hall.watch(body) }
  func endChildren(of name: String) { hall.endChildren(of: name) }
  func forget(_ name: String) { hall.remove(name) }
  func end() { hall.remove(name) }

  func renew() {
    hall.remove(name)
    let next = name + "'"
    current.withLock { $0 = next }
    hall.add(next)
  }
}
