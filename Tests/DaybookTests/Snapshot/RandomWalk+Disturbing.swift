import Daybook

extension RandomWalk {
  /// One step, which may be refused because of an earlier disturbance, and perhaps another one.
  mutating func wander() throws {
    do { try step() } catch is DaybookError {}
    try disturb()
  }

  /// Now and then something that the walk itself does not do: events of every kind, whether they fit or not.
  mutating func disturb() throws {
    let state = harness.state
    let some = JobID(UInt64(draw(Int64(state.lastSequence + 2))))
    switch draw(14) {
    case 0:
      var request = JobRequest(
        type: "d\(draw(3))", label: "l\(draw(4))", tags: ["t\(draw(3))", "é"], owner: "o\(draw(2))")
      request.entity = draw(2) == 0 ? "e" : nil
      let others = (0..<draw(4)).map { _ in JobID(UInt64(draw(Int64(state.lastSequence + 1)))) }
      try harness.emit(.jobEnqueued(JobEnqueued(request: request, queue: "q\(draw(3))", dueAt: nil, after: others)))
    case 1:
      guard let running = state.runningJobs.first, let token = state.summary(of: running)?.token else { return }
      try harness.emit(.jobProgressed(job: running, token: token, thousandths: Int(draw(1001))))
    case 2: try harness.emit(.cancelRequested(job: some, reason: "why"))
    case 3: try harness.emit(.jobDeadLettered(job: some))
    case 4: try harness.emit(.settled(job: state.unsettled.first ?? some, max: Int(draw(3))))
    case 5: try declare()
    case 6:
      guard draw(3) == 0, let left = state.stats.workers.first?.id else { return }
      try harness.emit(draw(2) == 0 ? .workerLeft(worker: left) : .workerLost(worker: left))
    case 7:
      try harness.emit(
        .jobCompleted(job: some, token: state.summary(of: some)?.token ?? 0, result: [1], usage: usage()))
    case 8: try harness.emit(.machineStarted(bootIdentifier: "boot \(draw(3))"))
    case 9: if draw(9) == 0 { try harness.emit(.foldRaised(version: 1 + Int(draw(3)))) }
    default: break
    }
  }

  private func usage() -> ResourceUsage {
    ResourceUsage(
      userMilliseconds: draw(9), systemMilliseconds: draw(9), peakMemoryBytes: draw(2) == 0 ? draw(99) : nil)
  }

  private func declare() throws {
    var type = TypeDefinition(name: "d\(draw(4))", source: "file")
    type.queue = draw(2) == 0 ? "q1" : nil
    type.concurrency = draw(2) == 0 ? Int(draw(3)) : nil
    type.command = CommandDefinition(arguments: ["true"], environment: ["A": "1", "B": "2", "C": "\(draw(9))"])
    type.parameters = [ParameterDefinition(name: "p", kind: .integer, defaultText: "1")]
    type.timeoutMilliseconds = draw(9)
    try harness.emit(.typeConfigured(type))
    try harness.emit(.queueConfigured(QueueDefinition(name: "q\(draw(5))", source: "file", concurrency: Int(draw(3)))))
  }
}
