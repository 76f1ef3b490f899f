import Daybook
import Journal
import Testing

struct EventStreamTests {
  private let actor = Actor(user: "ann", host: "here", program: "tests")

  @Test(.timeLimit(.minutes(1)))
  func `two processes' events arrive in order, each once`() async throws {
    let directory = try TemporaryDirectory()
    let first = try Engine.open(directory: directory.path, actor: actor)
    let second = try Engine.open(directory: directory.path, actor: actor)
    defer {
      first.close()
      second.close()
    }
    let count = 300
    async let seen = {
      var sequences: [UInt64] = []
      for try await event in first.events(since: 0) {
        sequences.append(event.sequence)
        if event.sequence == count { break }
      }
      return sequences
    }()
    try await withThrowingTaskGroup { group in
      for engine in [first, second] {
        group.addTask {
          for _ in 0..<(count / 2) { _ = try await engine.perform(Enqueue([JobRequest(type: "a")])) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await seen == Array(1...UInt64(count)))
  }

  @Test(.timeLimit(.minutes(1)))
  func `a stream begins after the sequence it was asked for`() async throws {
    let log = MemoryLog()
    let engine = try Engine.open(actor: actor) { log.open() }
    defer { engine.close() }
    for _ in 0..<5 { _ = try await engine.perform(Enqueue([JobRequest(type: "a")])) }
    var sequences: [UInt64] = []
    for try await event in engine.events(since: 3) {
      sequences.append(event.sequence)
      if sequences.count == 2 { break }
    }
    #expect(sequences == [4, 5])
  }
}
