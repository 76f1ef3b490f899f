import Foundation
import Testing

/// Six processes on one directory, leaders stopped, workers killed (Scripts/zoo runs it for any length).
@Suite(.serialized)
struct ProcessZooTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func `nothing is lost, doubled or run beside itself while workers are killed and leaders stopped`() throws {
    let seconds = Self.environment["DAYBOOK_ZOO_SECONDS"].flatMap(Double.init) ?? 8
    let seed = Self.environment["DAYBOOK_ZOO_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 1...1_000_000)
    print("process zoo: Scripts/zoo \(Int(seconds)) \(seed) runs this again")
    let zoo = try Zoo(seed: seed)
    try zoo.run(seconds: seconds)
    try zoo.settle()
    let checker = ZooChecker(
      ledger: Program.read(zoo.ledger), events: try zoo.sandbox.events(), acknowledged: zoo.acknowledged)
    let story = "seed \(seed): \(zoo.story.joined(separator: ", "))"
    #expect(checker.problems == [], "\(story)")
    #expect(try zoo.sandbox.daybook("journal", "verify").status == 0, "\(story)")
    print("process zoo: \(zoo.acknowledged.count) jobs, \(story)")
  }

  @Test func `the checker sees what must not happen`() throws {
    func event(_ sequence: UInt64, _ kind: String, job: UInt64? = nil, nominal: String? = nil, epoch: UInt64? = nil)
      -> Sandbox.ListedEvent
    {
      Sandbox.ListedEvent(sequence: sequence, kind: kind, job: job, nominal: nominal, epoch: epoch)
    }
    let events = [
      event(1, "leader.elected", epoch: 1), event(3, "job.started", job: 2), event(4, "job.lost", job: 2),
      event(5, "job.started", job: 2), event(6, "job.completed", job: 2),
      event(7, "schedule.fired", nominal: "noon", epoch: 1),
    ]
    let ledger = "start 2 3\nstart 2 5\nfinish 2 5\n"
    #expect(ZooChecker(ledger: ledger, events: events, acknowledged: [2]).problems == [])
    let bad: [(String, [Sandbox.ListedEvent], [UInt64])] = [
      (ledger, events, [2, 9]),
      ("start 2 5\n", events, []),
      (ledger + "finish 2 3\n", events, []),
      (ledger + "start 2 8\n", events, []),
      (ledger + "start 2 5\n", events, []),
      (ledger, events + [event(8, "schedule.fired", nominal: "noon", epoch: 1)], []),
      (ledger, events + [event(8, "schedule.fired", nominal: "one", epoch: 2)], []),
      (ledger, events + [event(8, "leader.elected", epoch: 3)], []),
      (ledger, [event(2, "job.started", job: 2)] + events, []),
    ]
    for (ledger, events, acknowledged) in bad {
      #expect(ZooChecker(ledger: ledger, events: events, acknowledged: acknowledged).problems.count > 0)
    }
  }
}
