import Daybook
import Foundation
import Journal
import Testing

/// Jobs enqueued without reading the journal.
struct BlindProducerTests {
  private let directory: TemporaryDirectory
  private let actor = Actor(user: "ann", host: "test", program: "tests")

  init() throws {
    directory = try TemporaryDirectory()
  }

  private var path: String { directory.path + "/journal" }

  private func producer() throws -> BlindProducer {
    try #require(try BlindProducer.open(directory: path, actor: actor))
  }

  private func engine() throws -> Engine { try Engine.open(directory: path, actor: actor) }

  private func request(_ text: String) -> JobRequest {
    JobRequest(type: Limits.commandType, payload: Array("{\"command\":[\"\(text)\"]}".utf8), label: text)
  }

  @Test func `what it enqueues is what an engine would have enqueued`() async throws {
    var late = request("late")
    late.dueAt = SystemTime().now().adding(milliseconds: 3_600_000)
    late.priority = .high
    late.queue = "disk"
    late.overrides.maxRetries = 7
    let blind = try #require(try await producer().enqueue([request("now"), late]))
    let engine = try engine()
    defer { engine.close() }
    let seen = try await engine.perform(Enqueue([request("now"), late])).map(\.id)
    #expect(blind.map(\.id) == [JobID(1), JobID(2)] && seen == [JobID(3), JobID(4)])
    for (blind, other) in zip(blind, seen) {
      let stored = try #require(engine.read { $0.summary(of: blind.id) })
      #expect(stored == blind)
      var expected = try #require(engine.read { $0.summary(of: other) })
      expected.id = blind.id
      expected.enqueuedAt = blind.enqueuedAt
      if blind.state == .pending { expected.dueAt = blind.dueAt }
      #expect(blind == expected)
      #expect(try engine.payload(of: blind.id) == engine.payload(of: other))
    }
  }

  @Test func `only what needs nothing of the state is accepted`() {
    var keyed = request("a")
    keyed.key = "k"
    #expect(BlindProducer.accepts(request("a")))
    #expect(!BlindProducer.accepts(keyed))
    #expect(!BlindProducer.accepts(JobRequest(type: "backup")))
  }

  @Test func `a refused request appends nothing`() async throws {
    var wrong = request("a")
    wrong.tags = Array(repeating: "t", count: Limits.tags + 1)
    let producer = try producer()
    let error = await #expect(throws: DaybookError.self) { _ = try await producer.enqueue([request("b"), wrong]) }
    #expect(error?.code == .invalidInput)
    #expect(try await producer.enqueue([request("c")])?.map(\.id) == [JobID(1)])
  }

  @Test func `producers and an engine share the journal`() async throws {
    let engine = try engine()
    defer { engine.close() }
    let (path, actor) = (path, actor)
    let ids = try await withThrowingTaskGroup(of: [JobID].self) { group in
      for worker in 0..<4 {
        group.addTask {
          var ids: [JobID] = []
          for number in 0..<25 {
            let request = JobRequest(type: Limits.commandType, label: "\(worker)-\(number)")
            if worker == 0 {
              ids += try await engine.perform(Enqueue([request])).map(\.id)
            } else {
              let producer = try #require(try BlindProducer.open(directory: path, actor: actor))
              ids += try #require(try await producer.enqueue([request])).map(\.id)
            }
          }
          return ids
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(ids).count == 100)
    let other = try self.engine()
    defer { other.close() }
    let labels = other.read { state in ids.compactMap { state.summary(of: $0)?.label } }
    #expect(Set(labels).count == 100)
  }

  @Test func `a lock file without a word is no obstacle`() async throws {
    let producer = try producer()
    #expect(try await producer.enqueue([request("a")])?.count == 1)
    let lockFile = path + "/journal.lock"
    let intact = try Data(contentsOf: URL(filePath: lockFile))
    try Data(repeating: 0, count: intact.count).write(to: URL(filePath: lockFile))
    #expect(try await self.producer().enqueue([request("b")])?.map(\.id) == [JobID(2)])
  }

  /// Its records might not mean what this version thinks they do.
  @Test func `after a raised fold version nothing is appended without reading, also by a producer that was open`()
    async throws
  {
    let open = try producer()
    #expect(try await open.enqueue([request("a")])?.count == 1)
    let engine = try engine()
    try await engine.perform(RaiseFold(version: Event.foldVersion + 1))
    engine.close()
    #expect(try await open.enqueue([request("b")]) == nil)
    #expect(try await producer().enqueue([request("b")]) == nil)
  }
}

private struct RaiseFold: Decision {
  let version: Int

  func decide(in transaction: Transaction, actor: Actor) { transaction.emit(.foldRaised(version: version)) }
}
