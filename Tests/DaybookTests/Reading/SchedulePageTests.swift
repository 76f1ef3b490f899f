import Daybook
import Testing

@Suite struct `Schedules in pages` {
  private func add(_ name: String, owner: String = "ann", to harness: Harness) throws {
    try harness.perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: name, owner: owner, source: "command line",
          trigger: .every(milliseconds: 60_000, anchor: harness.now, startsImmediately: false),
          template: JobRequest(type: "a"))))
  }

  @Test func `are in the order of their names, whatever comes and goes`() throws {
    let harness = Harness()
    var random = SystemRandomNumberGenerator()
    var expected: Set<String> = []
    for _ in 0..<300 {
      let name = "s\(Int.random(in: 100..<160, using: &random))"
      if expected.remove(name) != nil {
        try harness.perform(RemoveSchedule(name: name, owner: "ann", source: "command line"))
      } else {
        try add(name, to: harness)
        expected.insert(name)
        if Bool.random(using: &random) {
          try harness.perform(SetScheduleEnabled(name: name, isEnabled: false))
        }
      }
      let state = harness.state
      #expect(state.scheduleSummaries.map(\.name) == expected.sorted())
      #expect(state.scheduleCount == expected.count)
      #expect(state.enabledScheduleCount == state.scheduleSummaries.count { $0.isEnabled })
    }
    let names = expected.sorted()
    #expect(harness.state.schedules(at: 3..<7).map(\.name) == Array(names[3..<7]))
    #expect(harness.state.schedules(at: -5..<1_000_000).map(\.name) == names)
    #expect(harness.state.schedulePlace(named: names[5], owner: "ann") == 5)
    #expect(harness.state.schedulePlace(named: "zzz", owner: "ann") == names.count)
  }

  @Test func `a name without an owner means the only one`() throws {
    let harness = Harness()
    try add("x", owner: "bob", to: harness)
    try add("xx", to: harness)
    #expect(harness.state.schedule(named: "x")?.owner == "bob")
    try add("x", owner: "ann", to: harness)
    #expect(harness.state.schedule(named: "x") == nil)
    #expect(harness.state.schedule(named: "x", owner: "ann")?.owner == "ann")
  }

  @Test func `runs are those of the schedule, also where another owner's has the same name`() throws {
    let harness = Harness()
    try add("x", owner: "bob", to: harness)
    try add("x", owner: "ann", to: harness)
    let first = try harness.perform(TriggerSchedule(name: "x", owner: "ann"))
    _ = try harness.perform(TriggerSchedule(name: "x", owner: "bob"))
    let third = try harness.perform(TriggerSchedule(name: "x", owner: "ann"))
    func runs(limit: Int, searched: Int) -> [JobID] {
      harness.state.runs(ofSchedule: "x", owner: "ann", limit: limit, searched: searched).map(\.id)
    }
    #expect(runs(limit: 10, searched: 10) == [third, first])
    #expect(runs(limit: 1, searched: 10) == [third])
    #expect(runs(limit: 10, searched: 2) == [third])
  }
}
