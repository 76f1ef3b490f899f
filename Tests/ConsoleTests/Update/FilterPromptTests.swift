import Console
import Daybook
import Testing

@Suite struct `Typing a filter` {
  private func world() throws -> World {
    let world = try Scenario.busy(size: Size(columns: 80, rows: 24))
    world.press(.character("/"))
    return world
  }

  @Test func `shows what matches at every key`() throws {
    let world = try world()
    world.type("type:back")
    #expect(world.console.snapshot.rows.isEmpty)
    world.type("up")
    #expect(world.console.snapshot.rows.map(\.id.rawValue) == [4814, 4804])
    #expect(world.console.jobs.cursor?.rawValue == 4814, "the cursor comes back to its job")
  }

  @Test func `keeps the last filter that makes sense and says what is wrong`() throws {
    let world = try world()
    world.type("backup state:fail")
    #expect(world.console.jobs.filterText == "backup state", "until the colon it is text")
    #expect(world.console.prompt?.problem?.contains("did you mean 'failed'") == true)
    world.press(.enter)
    #expect(world.console.prompt != nil, "Enter does not accept a mistake")
    world.type("ed")
    #expect(world.console.prompt?.problem == nil)
    world.press(.enter)
    #expect(world.console.prompt == nil)
    #expect(world.console.snapshot.rows.map(\.id.rawValue) == [4804])
  }

  @Test func `Escape takes it back`() throws {
    let world = try world()
    world.type("state:failed")
    world.press(.escape)
    #expect(world.console.jobs.filterText.isEmpty)
    #expect(world.console.jobs.cursor?.rawValue == 4814)
  }

  @Test func `Escape later clears the filter, then the marks, then the zoom`() throws {
    let world = try world()
    world.type("backup")
    world.press(.enter, .character(" "), .character("+"))
    world.press(.escape)
    #expect(world.console.jobs.filterText.isEmpty && world.console.jobs.marks.count == 1)
    world.press(.escape)
    #expect(world.console.jobs.marks.isEmpty && world.console.zoom == .half)
    world.press(.escape)
    #expect(world.console.zoom == .normal)
    #expect(world.press(.escape).isEmpty)
    #expect(world.console.toast?.text == "nothing to leave; q quits")
  }

  @Test func `pasted line breaks run nothing`() throws {
    let world = try world()
    world.send(.terminal(.paste("backup\nstate:failed\n")))
    #expect(world.console.prompt?.editor.text == "backup state:failed ")
    #expect(world.console.snapshot.rows.map(\.id.rawValue) == [4804])
  }

  @Test func `goes with a state tab`() throws {
    let world = try world()
    world.type("resize")
    world.press(.enter, .character("]"))
    #expect(world.console.snapshot.rows.map(\.id.rawValue) == [4824, 4823, 4822])
    #expect(world.console.request.tab == .pending)
    world.press(.character("["), .character("["))
    #expect(world.console.jobs.tab == .cancelled)
    #expect(world.console.snapshot.rows.map(\.id.rawValue) == [4812])
  }

  @Test func `an empty line and backspace close it`() throws {
    let world = try world()
    world.press(.backspace)
    #expect(world.console.prompt == nil)
  }
}
