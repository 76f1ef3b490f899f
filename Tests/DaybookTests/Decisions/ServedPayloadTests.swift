import Daybook
import Testing

/// Payloads are checked against what the workers that are here say of their types.
@Suite struct ServedPayloadTests {
  private let harness = Harness()
  private let to = ParameterDefinition(name: "to", kind: .string, defaultText: nil)
  private let copies = ParameterDefinition(name: "copies", kind: .integer, defaultText: "1")

  private func join(_ name: String, _ parameters: [ParameterDefinition]?) throws -> UInt64 {
    var identity = WorkerDescription.sample(name: name)
    if let parameters { identity.parameters = ["a": parameters] }
    return try harness.perform(JoinWorker(identity: identity))
  }

  private func enqueue(_ payload: String) throws -> JobID {
    try harness.enqueue(JobRequest(type: "a", payload: Array(payload.utf8)))
  }

  @Test func `what no live worker would take is refused, with the parameter and what to write`() throws {
    _ = try join("w1", [copies, to])
    for (payload, words) in [
      (#"{"copies":2}"#, "a needs parameter 'to': write {\"to\": <string>}"),
      (#"{"to":3}"#, "parameter 'to' of a is a string, not"),
      (#"{"to":"x","cc":"y"}"#, "a has no parameter 'cc': it takes copies, to"),
      ("[1]", "the payload of a is a JSON object"),
    ] {
      let error = #expect(throws: DaybookError.self) { try enqueue(payload) }
      #expect(error?.code == .invalidInput)
      #expect(error?.message.hasPrefix(words) == true, "\(payload): \(String(describing: error))")
    }
    #expect(harness.state.stats.total == 0)
    _ = try enqueue(#"{"to":"x"}"#)
  }

  @Test func `while two versions of a program are here, a payload has to fit one of them`() throws {
    _ = try join("old", [to])
    let new = try join("new", [copies])
    _ = try enqueue(#"{"to":"x"}"#)
    _ = try enqueue(#"{"copies":2}"#)
    #expect(throws: DaybookError.self) { try enqueue(#"{"cc":2}"#) }
    try harness.perform(LeaveWorker(worker: new, unfinished: []))
    #expect(throws: DaybookError.self) { try enqueue(#"{"copies":2}"#) }
  }

  @Test func `a worker that says nothing leaves it to what was declared`() throws {
    _ = try join("w1", nil)
    _ = try enqueue("[1]")
    var type = TypeDefinition(name: "a", source: "program")
    type.parameters = [to]
    try harness.perform(ApplyDeclarations(Declarations(source: "program", types: [type])))
    #expect(throws: DaybookError.self) { try enqueue("[1]") }
    _ = try enqueue(#"{"to":"x"}"#)
  }

  @Test func `records of plain workers are as they always were, and what came later stands behind`() throws {
    let plain = WorkerDescription.sample()
    var rich = plain
    rich.parameters = ["b": [to, copies], "a": []]
    rich.durability = .interval(.milliseconds(20))
    var relaxed = plain
    relaxed.durability = .os
    func encoded(_ worker: WorkerDescription) -> [UInt8] {
      RecordedEvent(time: harness.now, actor: nil, event: .workerJoined(worker)).encoded()
    }
    // Kind, flags, time; name, kind, host, user; process 7, 100 slots, fold 1, commands; types; no jobs file.
    #expect(
      encoded(plain) == [64, 0] + [128, 192, 226, 133, 227, 104]
        + [2, 119, 49, 5, 116, 101, 115, 116, 115, 4, 104, 101, 114, 101, 3, 97, 110, 110] + [14, 100, 1, 1]
        + [3, 1, 97, 1, 98, 1, 99] + [0])
    for worker in [plain, rich, relaxed] {
      let bytes = encoded(worker)
      #expect(bytes.starts(with: encoded(plain)))
      let read = try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
      #expect(read.event == .workerJoined(worker))
    }
    #expect(throws: RecordError.self) {
      try (encoded(plain) + [4]).withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    }
    #expect(throws: RecordError.self) {
      try (encoded(rich) + [0]).withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    }
  }

  @Test func `a snapshot keeps it, and one of the first version is read`() throws {
    var rich = WorkerDescription.sample()
    rich.parameters = ["b": [to, copies]]
    rich.durability = .os
    let worker = try harness.perform(JoinWorker(identity: rich))
    let copy = try harness.fork()
    #expect(copy.state.stats.workers.first?.parameters == rich.parameters)
    #expect(copy.state.stats.workers.first?.durability == .os)
    try harness.perform(LeaveWorker(worker: worker, unfinished: []))
    // Without workers the versions differ in their number only, but for the one that left last.
    var old = SchedulerState().encoded()
    #expect(old[0] == 2)
    old[0] = 1
    #expect(try old.withUnsafeBytes { try SchedulerState(decoding: $0) }.portrait == SchedulerState().portrait)
    old[0] = 3
    #expect(throws: RecordError.self) { try old.withUnsafeBytes { try SchedulerState(decoding: $0) } }
  }
}
