import Daybook
import Testing

struct DeclarationTests {
  private func type(_ name: String, source: String = "file", retries: Int? = nil) -> TypeDefinition {
    var type = TypeDefinition(name: name, source: source)
    type.maxRetries = retries
    type.command = CommandDefinition(arguments: ["true"])
    return type
  }

  private func schedule(
    _ harness: Harness, _ name: String, every interval: Int64, source: String = "file", isEnabled: Bool = true
  ) -> ScheduleDefinition {
    var definition = ScheduleDefinition(
      name: name, owner: "ann", source: source,
      trigger: .every(milliseconds: interval, anchor: harness.now, startsImmediately: false),
      template: JobRequest(type: "a"))
    definition.isEnabled = isEnabled
    return definition
  }

  @Test func `applying the same file again changes nothing and appends nothing`() throws {
    let harness = Harness()
    let first = try harness.perform(
      ApplyDeclarations(
        Declarations(source: "file", types: [type("a")], schedules: [schedule(harness, "s", every: 1000)])))
    #expect(first.names(.added) == ["job a", "schedule s"])
    harness.advance(300)
    let before = harness.state.lastSequence
    let again = try harness.perform(
      ApplyDeclarations(
        Declarations(source: "file", types: [type("a")], schedules: [schedule(harness, "s", every: 1000)])))
    #expect(again.isEmpty)
    #expect(harness.state.lastSequence == before)
  }

  @Test func `what a file no longer declares is orphaned, and comes back when declared again`() throws {
    let harness = Harness()
    let full = Declarations(source: "file", types: [type("a")], schedules: [schedule(harness, "s", every: 1000)])
    try harness.perform(ApplyDeclarations(full))
    let changes = try harness.perform(ApplyDeclarations(Declarations(source: "file")))
    #expect(changes.names(.orphaned) == ["job a", "schedule s"])
    let orphan = try #require(harness.state.schedule(named: "s"))
    #expect(orphan.isOrphaned && !orphan.isEnabled && orphan.nextFire == nil)
    let back = try harness.perform(ApplyDeclarations(full))
    #expect(back.names(.updated) == ["job a", "schedule s"])
    let again = try #require(harness.state.schedule(named: "s"))
    #expect(!again.isOrphaned && again.isEnabled && again.nextFire != nil)
  }

  @Test func `the same name from two files is refused and both files are named`() throws {
    let harness = Harness()
    try harness.perform(ApplyDeclarations(Declarations(source: "/one", types: [type("a", source: "/one")])))
    let error = refusal {
      try harness.perform(ApplyDeclarations(Declarations(source: "/two", types: [type("a", source: "/two")])))
    }
    #expect(error?.code == .conflict)
    #expect(error?.message.contains("/one") == true && error?.message.contains("/two") == true)
  }

  @Test func `another file's things are left alone`() throws {
    let harness = Harness()
    try harness.perform(ApplyDeclarations(Declarations(source: "/one", types: [type("a", source: "/one")])))
    let changes = try harness.perform(
      ApplyDeclarations(Declarations(source: "/two", types: [type("b", source: "/two")])))
    #expect(changes.names(.orphaned).isEmpty)
    #expect(harness.state.typeDefinition("a")?.isOrphaned == false)
  }

  @Test func `an operator's switch outlives a reload`() throws {
    let harness = Harness()
    let file = Declarations(source: "file", schedules: [schedule(harness, "s", every: 1000)])
    try harness.perform(ApplyDeclarations(file))
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: false))
    try harness.perform(ApplyDeclarations(file))
    #expect(harness.state.schedule(named: "s")?.isEnabled == false)
    #expect(harness.state.schedule(named: "s")?.override?.actor.contains("ann") == true)
  }

  @Test func `an operator's switch also counts when a schedule is declared again`() throws {
    let harness = Harness()
    let file = Declarations(source: "file", schedules: [schedule(harness, "s", every: 1000)])
    try harness.perform(ApplyDeclarations(file))
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: false))
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    try harness.perform(ApplyDeclarations(Declarations(source: "file")))
    try harness.perform(ApplyDeclarations(file))
    #expect(harness.state.schedule(named: "s")?.isEnabled == true)
  }

  @Test func `changing the interval recomputes the next fire, changing the template does not`() throws {
    let harness = Harness()
    try harness.perform(
      ApplyDeclarations(Declarations(source: "file", schedules: [schedule(harness, "s", every: 60_000)])))
    let first = try #require(harness.state.schedule(named: "s")?.nextFire)
    harness.advance(10)
    var changed = schedule(harness, "s", every: 60_000)
    changed.template.payload = Array("{}".utf8)
    try harness.perform(ApplyDeclarations(Declarations(source: "file", schedules: [changed])))
    #expect(harness.state.schedule(named: "s")?.nextFire == first)
    try harness.perform(
      ApplyDeclarations(Declarations(source: "file", schedules: [schedule(harness, "s", every: 5000)])))
    #expect(harness.state.schedule(named: "s")?.nextFire == harness.now.adding(milliseconds: 5000))
  }

  @Test func `a schedule declared as disabled has no next fire until it is switched on`() throws {
    let harness = Harness()
    let off = schedule(harness, "s", every: 1000, isEnabled: false)
    try harness.perform(ApplyDeclarations(Declarations(source: "file", schedules: [off])))
    #expect(harness.state.schedule(named: "s")?.nextFire == nil)
    let on = schedule(harness, "s", every: 1000)
    try harness.perform(ApplyDeclarations(Declarations(source: "file", schedules: [on])))
    #expect(harness.state.schedule(named: "s")?.nextFire != nil)
  }

  @Test func `a payload is checked against the type's parameters at enqueue`() throws {
    let harness = Harness()
    var backup = type("backup")
    backup.parameters = [
      ParameterDefinition(name: "path", kind: .string, defaultText: nil),
      ParameterDefinition(name: "level", kind: .integer, defaultText: "3"),
    ]
    try harness.perform(ApplyDeclarations(Declarations(source: "file", types: [backup])))
    let cases: [(String, String?)] = [
      (#"{"path":"/home"}"#, nil),
      (#"{"path":"/home","level":9}"#, nil),
      (#"{}"#, "needs parameter 'path'"),
      (#"{"path":7}"#, "is a string, not integer"),
      (#"{"path":"/","speed":1}"#, "has no parameter 'speed'"),
      (#"[1]"#, "is a JSON object, not array"),
      (#"{"path""#, "not valid JSON"),
    ]
    for (payload, expected) in cases {
      let error = refusal {
        _ = try harness.enqueue(JobRequest(type: "backup", payload: Array(payload.utf8)))
      }
      if let expected {
        #expect(error?.message.contains(expected) == true, "\(payload): \(error?.message ?? "accepted")")
      } else {
        #expect(error == nil, "\(payload)")
      }
    }
  }
}

extension DeclarationChanges {
  fileprivate func names(_ action: DeclarationChange.Action) -> [String] {
    all.filter { $0.action == action }.map { "\($0.kind) \($0.name)" }
  }
}
