import Console
import Daybook
import Testing

@Suite struct `Looking around` {
  private func world(_ columns: Int = 80, _ rows: Int = 24) throws -> World {
    try Scenario.busy(size: Size(columns: columns, rows: rows))
  }

  @Test func `Tab goes round the panes`() throws {
    let world = try world()
    var seen: [Pane] = []
    for _ in 0..<4 {
      world.press(.tab)
      seen.append(world.console.focus)
    }
    #expect(seen == [.schedules, .log, .jobs, .schedules])
    world.press(.backTab)
    #expect(world.console.focus == .jobs)
  }

  @Test func `the inspector is a pane only where there is room`() throws {
    let small = try world()
    small.press(.character("4"))
    #expect(small.console.focus == .jobs)
    #expect(small.console.toast?.text.contains("larger terminal") == true)
    let large = try world(200, 60)
    large.press(.character("4"))
    #expect(large.console.focus == .inspector)
    #expect(large.press(.tab).isEmpty)
    #expect(large.console.focus == .jobs)
  }

  @Test func `details are asked for and stay with their job`() throws {
    let world = try world()
    #expect(world.press(.enter) == [.loadPayload(JobID(4814))])
    world.send(.payload(JobID(4811), text: "another's"))
    #expect(world.console.payload?.text == nil)
    world.send(.payload(JobID(4814), text: "restic backup /home"))
    #expect(world.rows().contains { $0.contains("Runs        restic backup /home") })
    world.press(.character("x"))
    #expect(world.console.dialog?.lines.first == "#4814 backup")
    world.press(.escape, .enter)
    #expect(world.console.toast?.text == "these are the details; Esc closes them")
    world.press(.escape)
    #expect(world.console.page == nil)
  }

  @Test func `a long page scrolls, but not beyond its end`() throws {
    let world = try world(60, 16)
    world.press(.enter)
    for _ in 0..<50 { world.press(.down) }
    let bottom = world.rows()
    world.press(.pageDown)
    #expect(world.rows() == bottom)
    world.press(.character("g"))
    #expect(world.console.page?.top == 0)
  }

  @Test func `a schedule's page lists its jobs, and Enter filters by it`() throws {
    let world = try world(120, 40)
    let job = try world.decide(TriggerSchedule(name: "rotate-logs"))
    world.refresh()
    world.press(.character("2"), .end, .enter)
    #expect(world.console.scheduleDetail?.runs.map(\.id) == [job])
    #expect(world.rows().contains { $0.contains("every 30m") })
    world.press(.enter)
    #expect(world.console.page == nil && world.console.focus == .jobs)
    #expect(world.console.snapshot.rows.map(\.id) == [job])
  }

  @Test func `l shows the output of a schedule's last job`() throws {
    let world = try world(120, 40)
    world.press(.character("2"), .end, .character("l"))
    #expect(world.console.toast?.text == "the schedule has not fired yet")
    let job = try world.decide(TriggerSchedule(name: "rotate-logs"))
    world.refresh()
    world.press(.character("l"))
    #expect(world.console.focus == .log)
    #expect(world.console.jobs.cursor == job)
  }

  @Test func `messages go by themselves, bad news later`() throws {
    let world = try world()
    world.send(.notice(.success, "good"))
    world.advance(4999)
    #expect(world.console.toast != nil)
    world.advance(1)
    #expect(world.console.toast == nil)
    world.send(.notice(.error, "bad"))
    world.advance(11_000)
    #expect(world.console.toast?.text == "bad")
    world.advance(1000)
    #expect(world.console.toast == nil)
  }

  @Test func `the header says how old the picture is`() throws {
    let world = try world()
    #expect(world.rows()[1].contains("● live"))
    world.advance(4000)
    #expect(world.rows()[1].contains("! 4s old"))
    world.refresh()
    #expect(world.rows()[1].contains("● live"))
  }

  @Test func `the header says what is paused`() throws {
    let world = try world(120, 40)
    try world.decide(Pause(.type("backup")))
    world.refresh()
    #expect(world.rows()[0].contains("‖ backup paused"))
    try world.decide(Pause(.queue("gpu")))
    world.refresh()
    #expect(world.rows()[0].contains("‖ 2 paused"))
    try world.decide(Pause(.everything))
    world.refresh()
    #expect(world.rows()[0].contains("‖ paused"))
  }

  @Test func `rates are counted from second to second and never negative`() throws {
    let world = try world()
    world.advance(1000)
    try world.decide(Retry(JobID(4804)))
    world.refresh()
    world.advance(1000)
    #expect(world.console.rates.failed == [0, 0].suffix(world.console.rates.failed.count))
    let worker = world.scheduler.stats.workers[0].id
    for attempt in try world.claim(worker, 3) { try world.finish(worker, attempt, .succeeded(result: nil, usage: nil)) }
    world.refresh()
    world.advance(1000)
    #expect(world.console.rates.done.last == 3)
    #expect(world.console.rates.doneRate > 0)
  }

  @Test func `an older answer does not move the cursor`() throws {
    let world = try world()
    let old = world.collect()
    world.press(.character("/"))
    world.type("rsync")
    world.press(.enter)
    let cursor = world.console.jobs.cursor
    _ = world.console.update(.snapshot(old))
    #expect(world.console.jobs.cursor == cursor)
    #expect(world.console.snapshot.request != world.console.request, "so the session asks again")
  }

  @Test func `every size shows something, and a resize loses nothing`() throws {
    let world = try world()
    let before = world.console
    for (columns, rows) in [(1, 1), (0, 0), (300, 100), (20, 5), (5, 300), (80, 24)] {
      world.resize(columns, rows)
      #expect(world.rows().count == rows)
    }
    #expect(world.console.jobs.cursor == before.jobs.cursor && world.console.log == before.log)
  }
}
