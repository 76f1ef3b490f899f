import CommandJobs
import Daybook
import Logging

/// Commands a second with four slots, every start and end durable, beside `xargs -P4`.
struct CommandBenchmark: Benchmark {
  let count: Int

  let name = "commands (true), 4 slots"
  let unit = "commands/s"
  let limitName = "xargs -P4 -n1 true"

  func measure(in directory: String) async throws -> Double {
    let path = "\(directory)/commands-\(SystemRandom().next(below: .max))"
    let actor = Actor.current(program: "bench")
    let engine = try Engine.open(directory: path, actor: actor)
    defer { engine.close() }
    let payload = JSONText.object(["command": .array([.string("true")])]).bytes
    try await engine.perform(
      Enqueue((0..<count).map { _ in JobRequest(type: Limits.commandType, payload: payload) }))
    let presence = try DirectoryPresence(directory: path)
    let commands = CommandHandler(
      runner: try SystemProcessRunner(), children: WorkerChildren(presence: presence), directory: path,
      environment: ProcessFacts.environment())
    let worker = Worker(
      engine: engine, handlers: HandlerRegistry(commands: commands), options: WorkerOptions(slots: 4, kind: "bench"),
      presence: presence, actor: actor, logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    return try await rate(of: count) {
      let running = Task { try await worker.run() }
      let changes = EngineChanges(engine)
      for await _ in changes.stream where engine.read({ $0.stats.count(.completed) }) == count { break }
      changes.finish()
      await worker.shutdown()
      try await running.value
    }
  }

  func measureLimit(in directory: String) async throws -> Double {
    let runner = try SystemProcessRunner()
    let script = "seq \(count) | xargs -P4 -n1 true"
    let specification = ProcessSpecification(
      arguments: ["/bin/sh", "-c", script],
      environment: ProcessFacts.environment(), workingDirectory: directory,
      outputPath: "\(directory)/xargs-\(SystemRandom().next(below: .max)).log")
    return try await rate(of: count) {
      let process = try await runner.spawn(specification) { _ in }
      let result = await process.result()
      guard result.isSuccess else { throw DaybookError(.refused, "xargs failed: \(result.failureReason ?? "")") }
    }
  }
}
