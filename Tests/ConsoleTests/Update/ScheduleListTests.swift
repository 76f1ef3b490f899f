import Console
import Daybook
import Testing

@Suite struct `The list of schedules` {
  private func many(_ count: Int, size: Size = Size(columns: 120, rows: 40)) throws -> World {
    let world = World(size: size)
    let zones = ["UTC", "Europe/Paris", "America/New_York", "Asia/Tokyo"]
    let schedules = (0..<count).map { number in
      ScheduleDefinition(
        name: "job-\(10_000 + number)", owner: "ann", source: "/etc/daybook.toml",
        trigger: .cron(expression: "\(number % 60) \(number / 60 % 24) * * *", timeZone: zones[number % 4]),
        template: JobRequest(type: "type-\(number % 100)"))
    }
    try world.decide(ApplyDeclarations(Declarations(source: "/etc/daybook.toml", types: [], schedules: schedules)))
    world.refresh()
    return world
  }

  /// The longest that one of a round of keys and the picture after it took.
  private func slowestKey(
    _ world: World, _ keys: [Key] = [.down, .pageDown, .down, .end, .up, .pageUp, .home, .down, .enter, .escape]
  ) -> Duration {
    let clock = ContinuousClock()
    let times = keys.map { key in
      clock.measure {
        world.press(key)
        _ = ConsoleView.surface(of: world.console, theme: .roles, glyphs: .unicode)
      }
    }
    return times.max() ?? .zero
  }

  @Test func `ten thousand schedules cost no key more than a page of them`() throws {
    let few = try many(100)
    let world = try many(10_000)
    for world in [few, world] { world.press(.character("2")) }
    for _ in 0..<5 {
      print("slowest key with its picture: \(slowestKey(few)) of 100 schedules, \(slowestKey(world)) of 10,000")
      #expect(world.console.snapshot.schedules.rows.count <= 2 * 3 * 40)
    }
    #expect(world.console.snapshot.schedules.total == 10_000)
    let typing = slowestKey(world, "/type-77".map(Key.character))
    print("slowest key of a filter over 10,000 schedules, which reads them all: \(typing)")
    #expect(world.console.snapshot.schedules.count == 100)
    world.press(.escape, .home)
    #expect(world.forecasts.computed <= 60, "one for each schedule the cursor was on")
    let before = world.forecasts.computed
    for _ in 0..<20 {
      world.advance(1000)
      world.refresh()
    }
    #expect(world.forecasts.computed == before, "looking on computes nothing")
  }

  @Test func `a forecast is computed again when the schedule has changed or has fired`() throws {
    let world = try Scenario.busy()
    world.press(.character("2"), .home, .down)
    let before = world.forecasts.computed
    try world.decide(SetScheduleEnabled(name: "nightly-backup", isEnabled: false))
    world.refresh()
    #expect(world.forecasts.computed == before + 1)
    #expect(world.console.scheduleDetail?.forecast?.fires.count == 10, "what enabling it would bring")
    world.refresh()
    #expect(world.forecasts.computed == before + 1)
    try world.decide(SetScheduleEnabled(name: "nightly-backup", isEnabled: true))
    world.advance(12 * 3_600_000)
    world.refresh()
    let late = try #require(world.console.scheduleDetail?.forecast)
    #expect(late.fires.allSatisfy { $0.nominal > world.now }, "what is overdue is not to come")
  }

  @Test func `g and G reach the ends beyond the rows that are known`() throws {
    let world = try many(2000)
    world.press(.character("2"), .character("G"))
    #expect(world.console.schedules.cursor?.name == "job-11999")
    #expect(world.rows().contains { $0.contains("job-11999") })
    world.press(.character("g"))
    #expect(world.console.schedules.cursor?.name == "job-10000")
    #expect(world.console.snapshot.schedules.first == 0)
  }

  @Test func `schedules added above do not move the list`() throws {
    let world = try many(500)
    world.press(.character("2"), .pageDown, .pageDown, .pageDown)
    let rows = world.rows()
    let cursor = world.console.schedules.cursor
    try world.decide(
      UpsertSchedule(
        ScheduleDefinition(
          name: "aaa", owner: "ann", source: "x", trigger: .boot, template: JobRequest(type: "resize"))))
    world.refresh()
    #expect(world.console.schedules.cursor == cursor)
    #expect(world.rows()[4...10] == rows[4...10])
  }

  @Test func `slash narrows the list as it is typed, and Escape takes it back`() throws {
    let world = try Scenario.schedules(size: Size(columns: 120, rows: 40))
    world.press(.character("2"), .character("/"))
    world.type("state:kept")
    #expect(world.console.snapshot.schedules.rows.map(\.name) == ["kept-off", "kept-on"])
    #expect(world.rows().contains { $0.contains("2 of 11") })
    world.type("x")
    #expect(world.console.prompt?.problem?.contains("did you mean 'kept'") == true)
    world.press(.backspace, .enter)
    #expect(world.console.prompt == nil && world.console.schedules.filterText == "state:kept")
    world.press(.escape)
    #expect(world.console.snapshot.schedules.rows.count == 11)
  }

  @Test(arguments: [
    ("state:off", ["gone", "kept-off", "off"]), ("state:orphaned", ["gone"]), ("state:late", ["late"]),
    ("state:never", ["never-fires"]), ("state:ended", ["exhausted"]), ("type:mail", ["by-hand"]),
    ("vault", ["full"]), ("name:kept-* not:state:on", ["kept-off"]), ("\"9-17\"", ["kept-off"]), ("nothing", []),
  ])
  func `a filter knows names, types, states and words`(text: String, names: [String]) throws {
    let world = try Scenario.schedules()
    world.press(.character("2"), .character("/"))
    world.type(text)
    #expect(world.console.snapshot.schedules.rows.map(\.name) == names)
  }

  @Test func `the inspector is about the list that has the focus`() throws {
    let world = try Scenario.busy(size: Size(columns: 200, rows: 60))
    #expect(world.rows().contains { $0.contains("4 Inspector ▸ #4814 backup") })
    world.press(.character("2"), .down)
    #expect(world.rows().contains { $0.contains("4 Inspector ▸ nightly-backup") })
    world.press(.character("4"))
    #expect(world.console.scope == .schedules)
    #expect(world.press(.character("t")) == [.perform(.trigger(ScheduleKey(name: "nightly-backup", owner: "ann")))])
    world.press(.character("1"))
    #expect(world.rows().contains { $0.contains("4 Inspector ▸ #4814 backup") })
  }
}
