import Daybook
import Testing

struct OverlapTests {
  @Test func `replace asks the running job to stop, and the new one runs once it has ended`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.overlap = .replace }
    let worker = try bench.harness.join()
    bench.harness.advance(1000)
    let first = try #require(try bench.harness.claim(worker, 5).first)
    bench.harness.advance(1000)
    #expect(try bench.harness.claim(worker, 5).isEmpty)
    #expect(bench.harness.state.summary(of: first.job)?.isCancelRequested == true)
    let second = try #require(try bench.schedule().lastJob)
    #expect(bench.harness.state(of: second) == .blocked)
    try bench.harness.finish(worker, first, .cancelled(reason: nil))
    #expect(bench.harness.state(of: first.job) == .cancelled)
    #expect(try bench.harness.claim(worker, 5).map(\.job) == [second])
    #expect(try bench.schedule().skipped == 0)
  }

  @Test func `a job that waited for another is ready at once, though the clock was set back meanwhile`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.overlap = .replace }
    let worker = try bench.harness.join()
    bench.harness.advance(1000)
    let first = try #require(try bench.harness.claim(worker, 5).first)
    bench.harness.advance(1000)
    _ = try bench.harness.claim(worker, 5)
    let second = try #require(try bench.schedule().lastJob)
    bench.harness.advance(-3_600_000)
    try bench.harness.finish(worker, first, .cancelled(reason: nil))
    #expect(bench.harness.state(of: second) == .pending)
  }

  @Test func `replace cancels a job that still waits`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.overlap = .replace }
    let worker = try bench.harness.join()
    bench.harness.advance(1000)
    _ = try bench.harness.claim(worker, 0)
    let first = try #require(try bench.schedule().lastJob)
    bench.harness.advance(1000)
    _ = try bench.harness.claim(worker, 0)
    #expect(bench.harness.state(of: first) == .cancelled)
    let second = try #require(try bench.schedule().lastJob)
    #expect(try bench.harness.claim(worker, 5).map(\.job) == [second])
  }

  @Test func `a fire whose key is held by a live job is counted as skipped`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.template.key = "k" }
    var request = JobRequest(type: "b")
    request.key = "k"
    let holder = try bench.harness.enqueue(request)
    let worker = try bench.harness.join()
    bench.harness.advance(1000)
    _ = try bench.harness.claim(worker, 0)
    #expect(try bench.schedule().skipped == 1 && bench.schedule().fireCount == 0)
    let error = refusal { _ = try bench.harness.perform(TriggerSchedule(name: "s")) }
    #expect(error?.code == .conflict && error?.message.contains("\(holder)") == true)
    _ = try bench.harness.perform(Cancel(holder))
    bench.harness.advance(1000)
    _ = try bench.harness.claim(worker, 0)
    #expect(try bench.schedule().fireCount == 1)
  }
}
