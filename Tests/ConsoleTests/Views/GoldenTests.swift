import Console
import Daybook
import Testing

@Suite struct `Golden surfaces` {
  static let sizes = [(1, 1), (20, 5), (59, 15), (80, 24), (120, 40), (200, 60), (60, 80)]
    .map { Size(columns: $0.0, rows: $0.1) }
  static let common = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40)]

  @Test(arguments: sizes)
  func `a worker at work`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    try Golden.check(surface(world), "busy")
  }

  @Test(arguments: common)
  func `an empty journal says what to do next`(size: Size) throws {
    var context = ConsoleContext.sample
    context.otherJournals = ["/var/lib/daybook · daybook.service · 3 failed"]
    try Golden.check(surface(World(size: size, context: context)), "empty")
  }

  @Test(arguments: common)
  func `nobody works here and the jobs file is broken`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    try world.decide(LeaveWorker(worker: world.scheduler.stats.workers[0].id, unfinished: []))
    var context = ConsoleContext.sample
    context.watchingReason = "started by daybook.service"
    context.banners = [
      "daybook.toml:12:9: unknown key \"comand\"; did you mean \"command\"? The last good file stays in force",
      "recovery dropped a torn record of 18 bytes",
    ]
    world.send(.context(context))
    world.advance(61_000)
    world.refresh()
    try Golden.check(surface(world), "no-worker")
  }

  @Test(arguments: [Size(columns: 59, rows: 15)] + common)
  func `the keys`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character("?"))
    try Golden.check(surface(world), "help")
    world.press(.character("/"))
    world.type("retry")
    try Golden.check(surface(world), "help-search")
  }

  @Test(arguments: [(1, 1), (20, 5), (59, 15), (80, 24)].map { Size(columns: $0.0, rows: $0.1) })
  func `cancelling a running job asks first`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character("x"))
    try Golden.check(surface(world), "cancel")
  }

  @Test func `cancelling several jobs names them and the effect`() throws {
    let world = try Scenario.busy(size: Self.common[0])
    world.press(.home)
    for _ in 0..<7 { world.press(.character(" ")) }
    world.press(.character("x"), .tab)
    try Golden.check(surface(world), "cancel-several")
  }

  @Test func `leaving while the own worker runs jobs asks`() throws {
    let world = try Scenario.busy(size: Self.common[0])
    var context = ConsoleContext.sample
    context.ownWorker = 7
    world.send(.context(context))
    world.press(.character("q"))
    try Golden.check(surface(world), "quit")
  }

  @Test func `pausing offers everything, the type and the queue`() throws {
    let world = try Scenario.busy(size: Self.common[0])
    world.press(.character("p"))
    try Golden.check(surface(world), "pause")
  }

  @Test(arguments: common)
  func `a failed job in detail`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character("!"), .enter)
    let failed = try #require(world.console.shownJob)
    world.send(.payload(failed, text: "restic backup /home --exclude .cache"))
    try Golden.check(surface(world), "details")
  }

  @Test(arguments: common)
  func `a schedule in detail`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    try world.decide(SetScheduleEnabled(name: "nightly-backup", isEnabled: false))
    try world.decide(TriggerSchedule(name: "nightly-backup"))
    world.refresh()
    world.press(.character("2"), .down, .enter)
    try Golden.check(surface(world), "schedule")
  }

  @Test(arguments: common)
  func `the schedules have the focus and one is late`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.advance(20 * 60_000)
    world.refresh()
    world.press(.character("2"), .character("G"))
    try Golden.check(surface(world), "schedules")
  }

  @Test(arguments: common + [Size(columns: 200, rows: 60), Size(columns: 60, rows: 80), Size(columns: 59, rows: 15)])
  func `schedules in every state`(size: Size) throws {
    let world = try Scenario.schedules(size: size)
    world.press(.character("2"), .character("/"))
    world.type("full")
    world.press(.enter, .escape)
    try Golden.check(surface(world), "schedule-states")
  }

  @Test(
    arguments: [
      "boot-check", "exhausted", "full", "gone", "kept-off", "kept-on", "late", "never-fires", "once", "off",
    ],
    [Size(columns: 80, rows: 50), Size(columns: 120, rows: 40)])
  func `what there is to know of a schedule`(name: String, size: Size) throws {
    let world = try Scenario.schedules(size: size)
    world.press(.character("2"), .character("/"))
    world.type("name:\(name)")
    world.press(.enter, .enter)
    try Golden.check(surface(world), "schedule-\(name)")
  }

  @Test func `deleting a schedule asks first`() throws {
    let world = try Scenario.schedules(size: Self.common[0])
    world.press(.character("2"), .home, .down, .character("D"))
    try Golden.check(surface(world), "schedule-delete")
  }

  @Test(arguments: common)
  func `a filter being typed, with marks`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character(" "), .character("/"))
    world.type("type:backup ")
    try Golden.check(surface(world), "filter")
    world.type("stat:failed")
    try Golden.check(surface(world), "filter-error")
  }

  @Test(arguments: common)
  func `a filter that nothing matches`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character("/"))
    world.type("backupp")
    world.press(.enter)
    try Golden.check(surface(world), "no-match")
  }

  @Test(arguments: common)
  func `the palette`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character(":"))
    world.type("sch")
    world.press(.tab)
    try Golden.check(surface(world), "palette")
  }

  @Test(arguments: common)
  func `reading back in the log while it grows`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    world.press(.character("3"), .up, .up, .character("/"))
    world.type("17603")
    world.press(.enter)
    let token = try #require(world.console.log.target?.token)
    world.send(.output(token: token, bytes: Array(String(repeating: "more\n", count: 312).utf8)))
    world.advance(1000)
    try Golden.check(surface(world), "log")
  }

  @Test func `a wrapped log`() throws {
    let world = try Scenario.busy(size: Self.common[0])
    let token = try #require(world.console.log.target?.token)
    let words = (1...60).map { "word\($0)" }.joined(separator: " ")
    world.send(.output(token: token, bytes: Array("\(words)\n::progress 60\nlast".utf8)))
    world.press(.character("l"), .character("w"))
    try Golden.check(surface(world), "log-wrapped")
  }

  @Test(arguments: common)
  func `outcomes, rates and age`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    let worker = world.scheduler.stats.workers[0].id
    for second in 0..<20 {
      for _ in 0..<(second * 7 % 5) {
        try world.enqueue("send-report")
        let attempt = try world.claim(worker)[0]
        let broken = Failure(kind: .error, message: "exit 3", exitCode: 3)
        try world.finish(
          worker, attempt, second == 7 ? .discarded(broken, usage: nil) : .succeeded(result: nil, usage: nil))
      }
      world.refresh()
      world.advance(1000)
    }
    world.send(
      .outcome(
        OperationOutcome(
          .retry([JobID(4804), JobID(4809)]), done: ["#4804"],
          skipped: [.init(name: "#4809", reason: "already running")])))
    world.advance(4100)
    try Golden.check(surface(world), "rates")
  }

  @Test(arguments: common)
  func `plain ASCII`(size: Size) throws {
    let world = try Scenario.busy(size: size)
    try world.enqueue("command", label: "naïve 日本 →")
    world.refresh()
    world.press(.home)
    let surface = surface(world, glyphs: .ascii)
    #expect(surface.textRows.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7F } })
    try Golden.check(surface, "ascii")
  }

  @Test func `hostile names and output`() throws {
    let world = try Scenario.busy(size: Size(columns: 120, rows: 80))
    for name in HostileText.names { try world.enqueue("command", label: name) }
    world.refresh()
    let token = try #require(world.console.log.target?.token)
    for line in HostileText.lines { world.send(.output(token: token, bytes: line + [0x0A])) }
    world.press(.character("+"), .character("+"))
    try Golden.check(surface(world), "hostile-names")
    world.press(.character("3"))
    try Golden.check(surface(world), "hostile-output")
  }

  private func surface(_ world: World, glyphs: GlyphSet = .unicode) -> Surface {
    ConsoleView.surface(of: world.console, theme: .roles, glyphs: glyphs)
  }
}
