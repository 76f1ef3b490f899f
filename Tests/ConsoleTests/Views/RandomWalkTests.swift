import Console
import Daybook
import Testing

@Suite struct `A console driven at random` {
  static let keys: [Key] =
    ActionRegistry.all.flatMap(\.keys).filter { $0 != .control("z") }
    + "nywebsutx12#:/ ".map(Key.character) + [.backspace, .delete, .control("w"), .tab, .enter, .escape]
  static let steps = 80

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `never traps, never draws what it must not, and always shows the focus`(seed: UInt64) throws {
    let random = SeededRandom(seed: seed)
    let world = try Scenario.busy()
    try addHostileSchedules(to: world)
    let worker = world.scheduler.stats.workers[0].id
    for step in 0..<Self.steps {
      let size = Size(columns: 1 + random.index(250), rows: 1 + random.index(80))
      if random.index(10) == 0 { world.send(.terminal(.resize(size))) }
      try stir(world, worker, random)
      let glyphs = random.index(4) == 0 ? GlyphSet.ascii : .unicode
      let surface = ConsoleView.surface(of: world.console, theme: .roles, glyphs: glyphs)
      let context = Comment(rawValue: "seed \(seed), step \(step), \(world.console.size)")
      #expect(surface.size == world.console.size, context)
      #expect(surface.isWellFormed, context)
      #expect(showsFocus(world.console, surface), context)
    }
  }

  /// Schedules of every kind, with texts that no terminal must be given.
  private func addHostileSchedules(to world: World) throws {
    let triggers: [Trigger] = [
      .boot, .at(world.now.adding(milliseconds: 40_000)), .cron(expression: "30 2 * * *", timeZone: "Europe/Berlin"),
      .cron(expression: "0 0 */20 * 1L", timeZone: "UTC"),
      .every(milliseconds: 1000, anchor: world.now, startsImmediately: true),
    ]
    for (index, text) in HostileText.names.enumerated() {
      var schedule = ScheduleDefinition(
        name: "hostile-\(index)", owner: "ann", source: ScheduleDefinition.commandSource,
        trigger: triggers[index % triggers.count], template: JobRequest(type: "resize", label: text, tags: [text]))
      schedule.purpose = text
      try world.decide(UpsertSchedule(schedule))
    }
    world.refresh()
  }

  /// One thing that may happen: mostly a key, else something in the scheduler.
  private func stir(_ world: World, _ worker: UInt64, _ random: SeededRandom) throws {
    switch random.index(12) {
    case 0:
      let names = HostileText.names
      try world.enqueue("command", label: names[random.index(names.count)])
      world.refresh()
    case 1:
      for attempt in try world.claim(worker, 1 + random.index(3)) where random.index(3) > 0 {
        let failure = Failure(kind: .error, message: "exit \(random.index(9))\u{1B}[2J")
        try world.finish(
          worker, attempt, random.index(2) == 0 ? .succeeded(result: nil, usage: nil) : .failed(failure, usage: nil))
      }
      world.refresh()
    case 2: world.advance(Int64(random.index(70_000)))
    case 3:
      guard let token = world.console.log.target?.token else { return }
      world.send(.output(token: token, bytes: (0..<random.index(300)).map { _ in UInt8(random.index(256)) }))
    case 4: world.send(.terminal(.paste("a\nb\u{202E}c")))
    default:
      for effect in world.press(Self.keys[random.index(Self.keys.count)]) { try carryOut(effect, world) }
    }
  }

  /// Plays the session for the operations that matter to lists.
  private func carryOut(_ effect: Effect, _ world: World) throws {
    guard case .perform(let operation) = effect else { return }
    var done: [String] = []
    var skipped: [OperationOutcome.Skipped] = []
    func attempt(_ id: JobID, _ body: () throws -> Void) {
      do {
        try body()
        done.append(id.description)
      } catch {
        skipped.append(.init(name: id.description, reason: "\(error)"))
      }
    }
    switch operation {
    case .retry(let ids): for id in ids { attempt(id) { try world.decide(Retry(id)) } }
    case .cancel(let ids): for id in ids { attempt(id) { try world.decide(Cancel(id)) } }
    case .pause(let scope): try world.decide(Pause(scope))
    case .resume(let scope): try world.decide(Resume(scope))
    case .trigger(let key): try world.decide(TriggerSchedule(name: key.name, owner: key.owner))
    case .setEnabled(let key, let isEnabled):
      try world.decide(SetScheduleEnabled(name: key.name, owner: key.owner, isEnabled: isEnabled))
    case .resetSchedule(let key): try world.decide(ResetSchedule(name: key.name, owner: key.owner))
    case .deleteSchedule(let key):
      attempt(JobID(0)) {
        try world.decide(
          RemoveSchedule(name: key.name, owner: key.owner, source: ScheduleDefinition.commandSource))
      }
    case .startWorker: break
    }
    world.send(.outcome(OperationOutcome(operation, done: done, skipped: skipped)))
    world.refresh()
  }

  /// Whether what takes the keys can be seen: the dialog, the prompt, or the row under the cursor.
  private func showsFocus(_ console: ConsoleState, _ surface: Surface) -> Bool {
    let styles = Set(surface.cells.map(\.style.background))
    if console.dialog != nil { return styles.contains(Theme.roles[.dialogFocused].background) }
    if console.prompt != nil { return surface.cursor != nil || console.prompt?.problem != nil }
    if console.page == nil, console.layout.shown(console.focus) == .schedules,
      console.layout.contentRows(.schedules) > 0, !console.snapshot.schedules.rows.isEmpty
    {
      return styles.contains(Theme.roles[.cursorFocused].background)
    }
    guard console.page == nil, let cursor = console.jobs.cursor, console.layout.contentRows(.jobs) > 0,
      console.snapshot.rows.contains(where: { $0.id == cursor })
    else { return true }
    let highlights = [Role.cursorFocused, .cursorIdle].map { Theme.roles[$0].background }
    return highlights.contains { styles.contains($0) }
  }
}
