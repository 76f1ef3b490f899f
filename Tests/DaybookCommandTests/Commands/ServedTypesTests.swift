import Daybook
import DaybookCommand
import Testing

/// What the command line says of types by the workers that are here.
struct ServedTypesTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// A worker of a program joins, and stays.
  private func join(_ types: [String], parameters: [String: [ParameterDefinition]] = [:]) async throws {
    let engine = try sandbox.engine()
    defer { engine.close() }
    let identity = WorkerDescription(
      name: "worker-1", kind: "mailer", host: "test", user: "ann", processID: 4242, slots: 4, servesCommands: false,
      types: types, durability: .standard, parameters: parameters)
    try await engine.perform(JoinWorker(identity: identity))
  }

  @Test func `a type that only a worker's registration names is known, and its payload is checked`() async throws {
    let to = ParameterDefinition(name: "to", kind: .string, defaultText: nil)
    try await join(["send-email"], parameters: ["send-email": [to]])
    let wrong = await sandbox.run(["enqueue", "send-email", "--data", #"{"too":"ann"}"#])
    #expect(wrong.status == 2)
    #expect(wrong.talk == "daybook: send-email has no parameter 'too': it takes to\n")
    let right = await sandbox.run(["enqueue", "send-email", "--data", #"{"to":"ann"}"#])
    #expect(right.status == 0)
    #expect(right.talk == "")
    #expect(await sandbox.run("enqueue send-emial").talk.contains("did you mean \"send-email\"?"))
  }

  @Test func `a job that no worker here serves is queued, and that is said; run refuses it`() async throws {
    try await sandbox.declare("[jobs.backup]\ncommand = [\"true\"]")
    try await join(["send-email"])
    let queued = await sandbox.run("enqueue backup")
    #expect(queued.status == 0)
    #expect(queued.lines.count == 1)
    #expect(queued.talk == "queued 1; no worker here serves backup: daybook workers\n")
    let refused = await sandbox.run("run backup")
    #expect(refused.status != 0)
    #expect(refused.talk.contains("no worker in") && refused.talk.contains("serves backup"), "\(refused.talk)")
  }

  @Test func `workers and status say the durability`() async throws {
    let number = ParameterDefinition(name: "n", kind: .integer, defaultText: "3")
    try await join(["send-email"], parameters: ["send-email": [number]])
    let json = await sandbox.run("workers --json")
    #expect(json.lines.first?.contains(#""durability":"interval(50ms)""#) == true)
    #expect(
      json.lines.first?.contains(#""parameters":{"send-email":[{"name":"n","kind":"integer","default":"3"}]}"#) == true,
      "\(json.lines)")
    #expect(await sandbox.run("status").lines.first?.hasSuffix("durability interval(50ms)") == true)
  }
}
