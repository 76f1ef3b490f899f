import Daybook
import Testing

struct ScheduleEditingTests {
  private func definition(_ harness: Harness, source: String = "command line") -> ScheduleDefinition {
    ScheduleDefinition(
      name: "s", owner: "ann", source: source,
      trigger: .every(milliseconds: 60_000, anchor: harness.now, startsImmediately: false),
      template: JobRequest(type: "a"))
  }

  private func schedule(_ harness: Harness) throws -> ScheduleSummary {
    try #require(harness.state.schedule(named: "s"))
  }

  @Test func `a strict add refuses a name that is taken and says what to do`() throws {
    let harness = Harness()
    try harness.perform(UpsertSchedule(definition(harness), isStrict: true))
    let before = harness.state.lastSequence
    let error = refusal { try harness.perform(UpsertSchedule(definition(harness), isStrict: true)) }
    #expect(error?.code == .conflict && error?.message.contains("schedule update") == true)
    #expect(harness.state.lastSequence == before)
  }

  @Test func `an edit changes what it names and keeps id, counters and grid`() throws {
    let harness = Harness()
    try harness.perform(UpsertSchedule(definition(harness)))
    try harness.perform(TriggerSchedule(name: "s"))
    let before = try schedule(harness)
    harness.advance(1234)
    try harness.perform(
      EditSchedule(name: "s", owner: "ann", source: "command line") { $0.template.priority = .high })
    let after = try schedule(harness)
    #expect(after.fireCount == 1 && after.nextFire == before.nextFire && after.definition.template.priority == .high)
  }

  @Test func `an edit of the trigger computes the next fire anew`() throws {
    let harness = Harness()
    try harness.perform(UpsertSchedule(definition(harness)))
    let at = harness.now.adding(milliseconds: 5)
    try harness.perform(EditSchedule(name: "s", owner: nil, source: "command line") { $0.trigger = .at(at) })
    #expect(try schedule(harness).nextFire == at)
  }

  @Test func `what a file declared is the file's to change or remove, until it is orphaned`() throws {
    let harness = Harness()
    let declared = Declarations(source: "/etc/jobs.toml", schedules: [definition(harness, source: "/etc/jobs.toml")])
    try harness.perform(ApplyDeclarations(declared))
    let attempts: [() throws -> Void] = [
      { try harness.perform(UpsertSchedule(self.definition(harness))) },
      { try harness.perform(EditSchedule(name: "s", owner: nil, source: "command line") { $0.maxFires = 1 }) },
      { try harness.perform(RemoveSchedule(name: "s", owner: nil, source: "command line")) },
    ]
    for attempt in attempts {
      let error = refusal(attempt)
      #expect(error?.code == .conflict && error?.message.contains("/etc/jobs.toml") == true)
    }
    try harness.perform(ApplyDeclarations(Declarations(source: "/etc/jobs.toml")))
    try harness.perform(RemoveSchedule(name: "s", owner: nil, source: "command line"))
    #expect(harness.state.schedule(named: "s") == nil)
  }

  @Test func `an orphan that is taken over stays off until it is switched on`() throws {
    let harness = Harness()
    try harness.perform(
      ApplyDeclarations(Declarations(source: "/f.toml", schedules: [definition(harness, source: "/f.toml")])))
    try harness.perform(ApplyDeclarations(Declarations(source: "/f.toml")))
    try harness.perform(EditSchedule(name: "s", owner: nil, source: "command line") { $0.purpose = "mine now" })
    #expect(try !schedule(harness).isEnabled && !schedule(harness).isOrphaned)
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    #expect(try schedule(harness).nextFire != nil)
  }

  @Test func `one file applied for another owner gives its schedules to that owner alone`() throws {
    let harness = Harness()
    var bobs = definition(harness, source: "/f.toml")
    bobs.owner = "bob"
    try harness.perform(ApplyDeclarations(Declarations(source: "/f.toml", schedules: [bobs])))
    try harness.perform(
      ApplyDeclarations(Declarations(source: "/f.toml", schedules: [definition(harness, source: "/f.toml")])))
    #expect(harness.state.schedule(named: "s", owner: "ann")?.isEnabled == true)
    #expect(harness.state.schedule(named: "s", owner: "bob")?.isEnabled == false)
  }

  @Test func `removing a schedule leaves its jobs`() throws {
    let harness = Harness()
    try harness.perform(UpsertSchedule(definition(harness)))
    let job = try harness.perform(TriggerSchedule(name: "s"))
    try harness.perform(RemoveSchedule(name: "s", owner: nil, source: "command line"))
    #expect(harness.state(of: job) == .pending)
    let worker = try harness.join()
    #expect(try harness.claim(worker, 5).map(\.job) == [job])
    harness.advance(1_000_000)
    #expect(try harness.claim(worker, 5).isEmpty)
  }

  @Test func `a reset gives the switch back to the declaration, as it is now`() throws {
    let harness = Harness()
    func apply(isEnabled: Bool) throws {
      var declared = definition(harness, source: "file")
      declared.isEnabled = isEnabled
      try harness.perform(ApplyDeclarations(Declarations(source: "file", schedules: [declared])))
    }
    try apply(isEnabled: true)
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: false))
    try apply(isEnabled: true)
    #expect(try !schedule(harness).isEnabled)
    try harness.perform(ResetSchedule(name: "s"))
    #expect(try schedule(harness).isEnabled && schedule(harness).override == nil && schedule(harness).nextFire != nil)
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    try apply(isEnabled: false)
    #expect(try schedule(harness).isEnabled)
    try harness.perform(ResetSchedule(name: "s"))
    #expect(try !schedule(harness).isEnabled && schedule(harness).override == nil)
    let before = harness.state.lastSequence
    try harness.perform(ResetSchedule(name: "s"))
    #expect(harness.state.lastSequence == before)
  }

  @Test func `a preview says what would change, field by field, and writes nothing`() throws {
    let harness = Harness()
    try harness.perform(
      ApplyDeclarations(Declarations(source: "file", schedules: [definition(harness, source: "file")])))
    var changed = definition(harness, source: "file")
    changed.trigger = .cron(expression: "0 2 * * *", timeZone: "UTC")
    changed.jitterMilliseconds = 5000
    let before = harness.state.lastSequence
    let changes = try harness.preview(Declarations(source: "file", schedules: [changed]))
    #expect(harness.state.lastSequence == before)
    #expect(changes.all.map(\.action) == [.updated])
    let differences = changes.all[0].differences.map { "\($0.field): \($0.before ?? "–") → \($0.after ?? "–")" }
    #expect(differences == ["trigger: every 1m → 0 2 * * * UTC", "jitter: – → 5s"])
  }
}
