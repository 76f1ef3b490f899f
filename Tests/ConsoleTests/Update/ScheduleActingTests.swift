import Console
import Daybook
import Testing

@Suite struct `Acting on schedules` {
  private func world(on name: String) throws -> World {
    let world = try Scenario.schedules(size: Size(columns: 80, rows: 24))
    world.press(.character("2"), .home)
    while world.console.schedules.cursor?.name != name, world.console.schedules.cursor?.name != "once" {
      world.press(.down)
    }
    try #require(world.console.schedules.cursor?.name == name)
    return world
  }

  @Test func `D asks first, names the schedule, and starts on the safe answer`() throws {
    let world = try world(on: "by-hand")
    #expect(world.press(.character("D")).isEmpty)
    let dialog = try #require(world.console.dialog)
    #expect(dialog.title == "Delete schedule by-hand?")
    #expect(dialog.lines[0] == "by-hand of ann: At 18:00, on Friday, UTC")
    #expect(world.press(.enter).isEmpty)
    world.press(.character("D"))
    let key = ScheduleKey(name: "by-hand", owner: "ann")
    #expect(world.press(.character("y")) == [.perform(.deleteSchedule(key))])
    try world.decide(RemoveSchedule(name: "by-hand", owner: "ann", source: ScheduleDefinition.commandSource))
    world.refresh()
    world.send(.outcome(OperationOutcome(.deleteSchedule(key), done: ["by-hand"])))
    #expect(world.console.toast?.text == "deleted by-hand")
  }

  @Test func `the page of a deleted schedule closes`() throws {
    let world = try world(on: "by-hand")
    world.press(.enter)
    let key = ScheduleKey(name: "by-hand", owner: "ann")
    world.send(.outcome(OperationOutcome(.deleteSchedule(key), done: ["by-hand"])))
    #expect(world.console.page == nil)
  }

  @Test func `what a file declares is deleted there, what it no longer declares anywhere`() throws {
    let world = try world(on: "full")
    world.press(.character("D"))
    #expect(world.console.dialog == nil)
    #expect(
      world.console.toast?.text
        == "a file declares it: remove it there, s switches it off (/home/ann/daybook.toml)")
    let orphan = try self.world(on: "gone")
    orphan.press(.character("D"))
    #expect(orphan.console.dialog?.title == "Delete schedule gone?")
  }

  @Test func `reset is for schedules that an operator has switched`() throws {
    let world = try world(on: "full")
    world.press(.character(":"))
    world.type("reset")
    world.press(.enter)
    #expect(world.console.toast?.text == "nothing to reset: it is on or off as its declaration says")
    let kept = try self.world(on: "kept-off")
    kept.press(.character(":"))
    kept.type("reset")
    let key = ScheduleKey(name: "kept-off", owner: "ann")
    #expect(kept.press(.enter) == [.perform(.resetSchedule(key))])
    #expect(ActionRegistry[.resetSchedule].commandLine(kept.console) == "daybook schedule reset kept-off")
    #expect(ActionRegistry[.deleteSchedule].commandLine(kept.console) == "daybook schedule remove kept-off")
  }

  @Test func `a key meant for a schedule that has just left the list does not hit its neighbour`() throws {
    let world = try world(on: "by-hand")
    try world.decide(RemoveSchedule(name: "by-hand", owner: "ann", source: ScheduleDefinition.commandSource))
    world.refresh()
    #expect(world.console.schedules.cursor?.name == "exhausted")
    #expect(world.press(.character("s")).isEmpty)
    #expect(world.console.toast?.text.hasPrefix("by-hand has just left this list") == true)
    let key = ScheduleKey(name: "exhausted", owner: "ann")
    #expect(world.press(.character("s")) == [.perform(.setEnabled(key, false))])
  }

  @Test func `nothing is done to a schedule that is not on the screen`() throws {
    let world = try world(on: "by-hand")
    world.press(.character("1"), .character(":"))
    world.type("trigger")
    #expect(world.press(.enter).isEmpty)
    #expect(world.console.toast?.text == "no schedule is on the screen: 2 shows them")
  }
}
