import Daybook
import Testing

struct BootScheduleTests {
  @Test func `a boot schedule fires once for each start of the machine, whoever leads`() throws {
    let bench = try ScheduleBench { _ in .boot }
    let worker = try bench.harness.join()
    #expect(try bench.harness.claim(worker, 5).isEmpty)
    try bench.review(worker, boot: "first")
    #expect(try bench.harness.claim(worker, 5).count == 1)
    let successor = try bench.harness.takeOver(name: "w2").worker
    try bench.review(successor, boot: "first")
    #expect(try bench.schedule().fireCount == 1)
    try bench.review(successor, boot: "second")
    #expect(try bench.schedule().fireCount == 2)
    #expect(try bench.schedule().nextFire == nil)
  }

  @Test func `one that is made later waits for the next start, and a disabled one stays silent`() throws {
    let bench = try ScheduleBench.hourly()
    let worker = try bench.harness.join()
    try bench.review(worker, boot: "first")
    let definition = ScheduleDefinition(
      name: "late", owner: "ann", source: "file", trigger: .boot, template: JobRequest(type: "a"))
    try bench.harness.perform(UpsertSchedule(definition))
    try bench.review(worker, boot: "first")
    #expect(bench.harness.state.schedule(named: "late")?.fireCount == 0)
    try bench.harness.perform(SetScheduleEnabled(name: "late", isEnabled: false))
    try bench.review(worker, boot: "second")
    #expect(bench.harness.state.schedule(named: "late")?.fireCount == 0)
    try bench.harness.perform(SetScheduleEnabled(name: "late", isEnabled: true))
    try bench.review(worker, boot: "third")
    #expect(bench.harness.state.schedule(named: "late")?.fireCount == 1)
  }

  @Test func `where the machine's start cannot be told nothing fires`() throws {
    let bench = try ScheduleBench { _ in .boot }
    let worker = try bench.harness.join()
    try bench.review(worker, boot: nil)
    #expect(try bench.schedule().fireCount == 0)
  }
}
