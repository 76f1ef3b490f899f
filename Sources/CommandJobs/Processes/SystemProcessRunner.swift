import Synchronization

/// Starts and supervises processes of this system, with six threads: four start, one reaps, one reads output.
///
/// Made once and kept: while a runner, a process of it or a child exists, its threads live, and when the last of them
/// is gone they end. All children are killed by the kernel when this process dies.
package final class SystemProcessRunner: ProcessRunner {
  /// A start waits several times for the other side of its gate. On a busy machine one thread starts half as many jobs
  /// a second as `xargs -P4` does; four start more than it.
  private static let spawningThreads = 4

  private let spawners: [Spawner]
  private let reaper: Reaper
  private let capture: OutputCapture
  private let attempts = Atomic<UInt64>(0)

  package init() throws(CommandError) {
    capture = try OutputCapture()
    var spawners: [Spawner] = []
    for _ in 0..<Self.spawningThreads { spawners.append(try Spawner()) }
    self.spawners = spawners
    reaper = try Reaper(capture: capture)
  }

  deinit {
    let (spawners, capture) = (spawners, capture)
    // In this order: a spawning thread takes its running children with it.
    reaper.inbox.post(
      .stop {
        for spawner in spawners { spawner.inbox.post(.stop) }
        capture.inbox.post(.stop)
      }
    )
  }

  package func spawn(
    _ specification: ProcessSpecification,
    recordChild: @escaping @Sendable (ChildIdentity) throws -> Void
  ) async throws(CommandError) -> any RunningProcess {
    let attempt = attempts.add(1, ordering: .relaxed).newValue
    let result = await withCheckedContinuation { continuation in
      let request = Spawner.Request(specification: specification, recordChild: recordChild) { result in
        // On the spawning thread, so that the child is looked after however busy the caller is.
        continuation.resume(returning: result.map { self.supervise($0, as: attempt, specification: specification) })
      }
      spawners[Int(attempt % UInt64(spawners.count))].inbox.post(.start(request))
    }
    return try result.get()
  }

  private func supervise(
    _ launch: Spawner.Launch,
    as attempt: UInt64,
    specification: ProcessSpecification
  ) -> any RunningProcess {
    let promise = Promise<CommandResult>()
    // First the output: the reaper may tell its reader to finish at once.
    capture.inbox.post(
      .follow(
        attempt: attempt,
        pipe: launch.outputPipe,
        path: specification.outputPath,
        limit: specification.outputLimit,
        specification.onDirective
      )
    )
    let supervision = Reaper.Supervision(
      attempt: attempt,
      launch: launch,
      leftoverGrace: specification.leftoverGrace,
      result: promise
    )
    reaper.inbox.post(.supervise(supervision))
    return SupervisedProcess(identity: launch.identity, attempt: attempt, promise: promise, runner: self)
  }

  fileprivate func terminate(attempt: UInt64, grace: Duration) {
    reaper.inbox.post(.terminate(attempt: attempt, grace: grace))
  }
}

/// A process of a `SystemProcessRunner`, which it keeps alive.
private struct SupervisedProcess: RunningProcess {
  let identity: ChildIdentity
  let attempt: UInt64
  let promise: Promise<CommandResult>
  let runner: SystemProcessRunner

  func result() async -> CommandResult {
    await promise.value
  }

  func requestTermination(grace: Duration) {
    runner.terminate(attempt: attempt, grace: grace)
  }
}
