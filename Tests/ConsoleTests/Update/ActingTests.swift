import Console
import Daybook
import Testing

@Suite struct `Acting on jobs and schedules` {
  private func world() throws -> World { try Scenario.busy(size: Size(columns: 80, rows: 24)) }

  private func select(_ id: UInt64, in world: World) {
    world.press(.character(":"))
    world.type("\(id)")
    world.press(.enter)
  }

  @Test func `retry of one ended job needs no question`() throws {
    let world = try world()
    select(4804, in: world)
    #expect(world.press(.character("r")) == [.perform(.retry([JobID(4804)]))])
  }

  @Test(
    arguments: [
      (4814, "#4814 is running: x cancels it"), (4824, "#4824 is pending and will run by itself"),
      (4821, "#4821 is already scheduled to run"),
    ] as [(UInt64, String)])
  func `retry says why not`(id: UInt64, reason: String) throws {
    let world = try world()
    select(id, in: world)
    #expect(world.press(.character("r")).isEmpty)
    #expect(world.console.toast?.text == reason)
  }

  @Test func `retry of several asks with counts and names`() throws {
    let world = try world()
    world.press(.end)
    for _ in 0..<7 { world.press(.character(" "), .up, .up) }
    #expect(world.press(.character("r")).isEmpty)
    let dialog = try #require(world.console.dialog)
    #expect(dialog.title == "Retry 7 jobs?")
    #expect(dialog.lines[0].hasSuffix("and 2 more"))
    let effects = world.press(.character("y"))
    guard case .perform(.retry(let ids)) = effects.first else {
      Issue.record("\(effects)")
      return
    }
    #expect(ids.count == 7)
  }

  @Test func `one mark that the filter hides asks, too`() throws {
    let world = try world()
    select(4804, in: world)
    world.press(.character(" "), .character("/"))
    world.type("rsync")
    world.press(.enter)
    #expect(world.press(.character("r")).isEmpty)
    #expect(world.console.dialog?.lines.first == "#4804 backup")
  }

  @Test func `cancel names the job and the effect and starts on leaving it alone`() throws {
    let world = try world()
    world.press(.character("x"))
    let dialog = try #require(world.console.dialog)
    #expect(dialog.lines == ["#4814 backup", "1 running job gets SIGTERM, SIGKILL after 10s"])
    #expect(dialog.choices[dialog.focus].answer == .dismiss)
    #expect(world.press(.enter).isEmpty)
    #expect(world.console.dialog == nil)
  }

  @Test(arguments: [[Key.character("y")], [.tab, .enter], [.right, .enter], [.down, .enter]])
  func `cancel is confirmed by y or by choosing it`(keys: [Key]) throws {
    let world = try world()
    world.press(.character("x"))
    var effects: [Effect] = []
    for key in keys { effects += world.press(key) }
    #expect(effects == [.perform(.cancel([JobID(4814)]))])
    #expect(world.console.dialog == nil)
  }

  @Test(arguments: [Key.character("n"), .escape, .enter, .character("q"), .control("c")])
  func `cancel is not confirmed by anything else`(key: Key) throws {
    let world = try world()
    world.press(.character("x"))
    #expect(world.press(key).isEmpty)
    #expect(world.console.dialog == nil)
  }

  @Test(arguments: [Key.character("r"), .character("j"), .pageDown, .character("z"), .function(9), .character(" ")])
  func `a dialog lets no other key through`(key: Key) throws {
    let world = try world()
    world.press(.character("x"))
    #expect(world.press(key).isEmpty)
    #expect(world.console.dialog != nil)
  }

  @Test func `the dialog stays with its job whatever happens meanwhile`() throws {
    let world = try world()
    world.press(.character("x"))
    for _ in 0..<50 { try world.enqueue("resize") }
    world.refresh()
    #expect(world.press(.character("y")) == [.perform(.cancel([JobID(4814)]))])
  }

  @Test func `the grace period is the type's own`() throws {
    let world = try world()
    var patient = TypeDefinition(name: "patient", source: "/home/ann/daybook.toml")
    patient.graceMilliseconds = 90_000
    patient.command = CommandDefinition(arguments: ["sleep", "60"])
    var declarations = Declarations.sample
    declarations.types.append(patient)
    try world.decide(ApplyDeclarations(declarations))
    let job = try world.enqueue("patient")
    _ = try world.claim(world.scheduler.stats.workers[0].id, 5)
    world.refresh()
    select(job.rawValue, in: world)
    world.press(.character("x"))
    #expect(world.console.dialog?.lines == ["\(job) patient", "1 running job gets SIGTERM, SIGKILL after 1m30s"])
  }

  @Test func `cancel of an ended job says so`() throws {
    let world = try world()
    select(4804, in: world)
    world.press(.character("x"))
    #expect(world.console.dialog == nil)
    #expect(world.console.toast?.text == "#4804 has already ended: failed")
  }

  @Test func `what was done loses its mark, what was skipped keeps it`() throws {
    let world = try world()
    select(4804, in: world)
    world.press(.character(" "), .character(" "))
    #expect(world.console.jobs.marks == [JobID(4804), JobID(4801)])
    world.send(
      .outcome(
        OperationOutcome(
          .retry([JobID(4804), JobID(4801)]), done: ["#4804"],
          skipped: [.init(name: "#4801", reason: "already running")])))
    #expect(world.console.toast?.text == "1 retried, 1 skipped: already running")
    #expect(world.console.toast?.kind == .warning)
    #expect(world.console.jobs.marks == [JobID(4801)])
  }

  @Test(arguments: [
    (
      OperationOutcome(.retry([]), done: ["#1"], note: "pending: held by backup limit 1 (#2)"),
      "retried #1 → pending: held by backup limit 1 (#2)"
    ),
    (OperationOutcome(.retry([]), done: ["#1", "#2"]), "retried #1, #2"),
    (OperationOutcome(.cancel([]), done: (1...9).map { "#\($0)" }), "cancelled #1, #2, #3, #4, #5 and 4 more"),
    (
      OperationOutcome(.cancel([]), done: [], skipped: [.init(name: "#1", reason: "it has already ended")]),
      "not cancelled: it has already ended"
    ),
    (OperationOutcome(.startWorker, done: ["worker"]), "worker started"),
    (OperationOutcome(.pause(.everything), done: ["everything"]), "paused everything"),
    (
      OperationOutcome(
        .retry([]), done: [],
        skipped: [.init(name: "#1", reason: "a"), .init(name: "#2", reason: "b"), .init(name: "#3", reason: "a")]),
      "0 retried, 3 skipped: a; b"
    ),
  ])
  func `outcomes are told in a line`(outcome: OperationOutcome, text: String) throws {
    let world = try world()
    world.send(.outcome(outcome))
    #expect(world.console.toast?.text == text)
  }

  @Test func `schedules are triggered and switched by name and owner`() throws {
    let world = try world()
    world.press(.character("2"), .home, .down)
    let key = ScheduleKey(name: "nightly-backup", owner: "ann")
    #expect(world.press(.character("t")) == [.perform(.trigger(key))])
    #expect(world.press(.character("s")) == [.perform(.setEnabled(key, false))])
    try world.decide(SetScheduleEnabled(name: "nightly-backup", isEnabled: false))
    world.refresh()
    #expect(world.press(.character("s")) == [.perform(.setEnabled(key, true))])
  }

  @Test func `a key that belongs elsewhere says where`() throws {
    let world = try world()
    world.press(.character("t"))
    #expect(world.console.toast?.text == "t is trigger in Schedules (2)")
    world.press(.character("2"), .character("r"))
    #expect(world.console.toast?.text == "r is retry in Jobs (1)")
    world.press(.character("Q"))
    #expect(world.console.toast?.text == "Q is not a key here; ? shows the keys")
  }

  @Test func `pausing offers what the cursor is on, and resuming what is paused`() throws {
    let world = try world()
    world.press(.character("p"))
    #expect(
      world.console.dialog?.choices.map(\.label) == [
        "leave as is", "pause everything", "pause type backup", "pause queue default",
      ])
    #expect(world.press(.character("t")) == [.perform(.pause(.type("backup")))])
    try world.decide(Pause(.type("backup")))
    try world.decide(Pause(.queue("gpu")))
    try world.decide(Pause(.everything))
    world.refresh()
    world.press(.character("p"))
    #expect(
      world.console.dialog?.choices.map(\.label)
        == ["leave as is", "resume everything", "resume type backup", "pause queue default", "resume queue gpu"])
    #expect(world.press(.character("e")) == [.perform(.resume(.everything))])
  }

  @Test func `marks go with their jobs`() throws {
    let world = try world()
    world.press(.character(" "))
    #expect(world.console.jobs.marks == [JobID(4814)])
    world.press(.up, .character(" "))
    #expect(world.console.jobs.marks.isEmpty, "a second time unmarks")
    world.press(.character(" "), .character("U"))
    #expect(world.console.jobs.marks.isEmpty)
  }
}
