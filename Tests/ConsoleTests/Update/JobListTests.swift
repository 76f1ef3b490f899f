import Console
import Daybook
import Testing

@Suite struct `The cursor in the jobs` {
  private func world() throws -> World { try Scenario.busy(size: Size(columns: 80, rows: 24)) }
  private func cursor(_ world: World) -> UInt64? { world.console.jobs.cursor?.rawValue }

  @Test func `stays on its job while others come and go`() throws {
    let world = try world()
    for _ in 0..<200 { try world.enqueue("resize") }
    world.refresh()
    #expect(cursor(world) == 4814)
    let row = try #require(world.rows().firstIndex { $0.contains("#4814") })
    for _ in 0..<50 { try world.enqueue("resize") }
    world.refresh()
    #expect(world.rows()[row].contains("#4814"), "the screen stays where it is, too")
  }

  @Test func `keeps the newest in sight while it is near the top`() throws {
    let world = try world()
    world.press(.home)
    try world.enqueue("resize")
    world.refresh()
    #expect(cursor(world) == 4824)
    #expect(world.rows()[4].contains("#4825"))
  }

  @Test func `falls to the nearest job when its own leaves the list`() throws {
    let world = try world()
    world.press(.home, .character("]"))
    #expect(world.console.jobs.tab == .pending)
    #expect(cursor(world) == 4824)
    world.press(.down)
    try world.decide(Cancel(JobID(4823)))
    world.refresh()
    #expect(cursor(world) == 4822)
    try world.decide(Cancel(JobID(4822)))
    world.refresh()
    #expect(cursor(world) == 4824)
    try world.decide(Cancel(JobID(4824)))
    world.refresh()
    #expect(cursor(world) == nil)
  }

  @Test func `refuses an acting key meant for the job that just left`() throws {
    let world = try world()
    world.press(.home, .character("]"))
    try world.decide(Cancel(JobID(4824)))
    world.refresh()
    #expect(cursor(world) == 4823)
    world.press(.character("x"))
    #expect(world.console.dialog == nil)
    #expect(world.console.toast?.text.contains("#4824 has just left") == true)
    world.press(.character("x"))
    #expect(world.console.dialog?.lines.first?.contains("#4823") == true)
  }

  @Test func `a second later the neighbour is fair game`() throws {
    let world = try world()
    world.press(.home, .character("]"))
    try world.decide(Cancel(JobID(4824)))
    world.refresh()
    world.advance(1000)
    world.press(.character("x"))
    #expect(world.console.dialog != nil)
  }

  @Test func `goes through a list far longer than a window`() throws {
    let world = try world()
    for _ in 0..<2000 { try world.enqueue("resize") }
    world.refresh()
    world.press(.end)
    #expect(cursor(world) == 4798)
    #expect(!world.console.snapshot.hasOlder)
    world.press(.home)
    #expect(cursor(world) == 6824)
    for _ in 0..<100 { world.press(.pageDown) }
    #expect(cursor(world) == 6824 - 100 * 9)
    world.press(.up)
    #expect(cursor(world) == 6824 - 100 * 9 + 1)
    #expect(world.console.snapshot.rows.count < 500)
  }

  @Test func `does not wrap around`() throws {
    let world = try world()
    world.press(.home, .up)
    #expect(cursor(world) == 4824)
    world.press(.end, .down)
    #expect(cursor(world) == 4798)
  }

  @Test func `keeps its place on the screen when another pane is looked at`() throws {
    let world = try world()
    for _ in 0..<100 { try world.enqueue("resize") }
    world.refresh()
    let before = world.rows()
    world.press(.character("2"))
    #expect(world.rows() != before)
    world.press(.character("1"))
    #expect(world.rows() == before)
  }

  @Test func `goes to a job by its id, past the filter that hides it`() throws {
    let world = try world()
    world.press(.character("/"))
    world.type("state:failed")
    world.press(.enter, .character(":"))
    world.type("#4801")
    world.press(.enter)
    #expect(cursor(world) == 4801)
    #expect(world.console.jobs.filterText.isEmpty)
  }

  @Test func `says so when there is no such job`() throws {
    let world = try world()
    world.press(.character(":"))
    world.type("4816")
    world.press(.enter)
    #expect(world.console.toast?.text == "there is no job #4816; this is the nearest one")
    #expect(cursor(world) == 4814)
  }

  @Test func `the newest failure is found behind any filter, with its log at the end`() throws {
    let world = try world()
    world.press(.character("]"), .character("!"))
    #expect(world.console.shownSummary?.failure != nil)
    #expect(world.console.focus == .log)
    #expect(world.console.log.isFollowing)
    #expect(world.console.jobs.tab == nil)
  }
}
