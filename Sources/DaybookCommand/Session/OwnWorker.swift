import Daybook
import Synchronization

/// The worker that this console starts: a process of its own, which ends with the console unless it is let go.
final class OwnWorker: Sendable {
  private struct State {
    var process: DetachedWorker?
    var problem: String?
  }

  private let options: LaunchOptions
  private let engine: Engine
  private let state = Mutex(State())

  init(options: LaunchOptions, engine: Engine) {
    self.options = options
    self.engine = engine
  }

  /// Its process number, while it lives.
  var processID: Int32? {
    noticeEnd()
    return state.withLock { $0.process?.processID }
  }

  /// Why it ended although nobody asked it to.
  var problem: String? { state.withLock { $0.problem } }

  /// Starts it, unless somebody serves the directory already.
  func start() throws(DaybookError) {
    if let other = engine.livingWorkers().first {
      throw DaybookError(.conflict, "\(other.kind) (pid \(other.processID)) runs the jobs already")
    }
    guard processID == nil else { throw DaybookError(.conflict, "the worker is starting already") }
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
      $0.process = nil
      $0.problem = "the worker ended: \(reason); :work starts it again"
    }
  }
}
