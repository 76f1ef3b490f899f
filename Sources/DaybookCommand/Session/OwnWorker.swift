import Daybook
import Synchronization

/// The worker that this console starts: a process of its own, which ends with the console unless it is let go.
final class OwnWorker: Sendable {
  private struct State {
    var process: DetachedWorker?
    /// Set while a process is being made, so that two requests at once make one.
    var isStarting = false
    var problem: String?
  }

  private let options: LaunchOptions
  private let state = Mutex(State())

  init(options: LaunchOptions) {
    self.options = options
  }

  /// Its process number, while it lives.
  var processID: Int32? {
    noticeEnd()
    return state.withLock { $0.process?.processID }
  }

  /// Why it ended although nobody asked it to.
  var problem: String? { state.withLock { $0.problem } }

  /// Starts it; others that serve the directory work beside it.
  func start() throws(DaybookError) {
    noticeEnd()
    let mayStart = state.withLock { state in
      guard state.process == nil, !state.isStarting else { return false }
      state.isStarting = true
      return true
    }
    guard mayStart else { throw DaybookError(.conflict, "the worker of this console is here already") }
    defer { state.withLock { $0.isStarting = false } }
    let process = try DetachedWorker.start(options, kind: WorkerKind.console, isLeashed: true)
    state.withLock {
      $0.process = process
      $0.problem = nil
    }
  }

  /// Lets it go on without the console.
  func release() { state.withLock { $0.process }?.release() }

  /// Tells it to finish what runs and to end.
  func drop() { state.withLock { $0.process }?.drop() }

  private func noticeEnd() {
    guard let process = state.withLock({ $0.process }), process.hasEnded() else { return }
    let reason = process.lastWords(in: options.workplace.directory)
    state.withLock {
      // Somebody else may have noticed as well, and started another one.
      guard $0.process === process else { return }
      $0.process = nil
      $0.problem = "the worker ended: \(reason); :work starts it again"
    }
  }
}
