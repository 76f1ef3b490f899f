import Console
import Daybook
import Testing

@Suite struct `Commands after a colon` {
  private func run(_ text: String, _ world: World) -> [Effect] {
    world.press(.character(":"))
    world.type(text)
    return world.press(.enter)
  }

  @Test(arguments: [
    ("quit", Effect.quit(.leave)), ("q", .quit(.leave)), ("QUIT", .quit(.leave)), ("console.quit", .quit(.leave)),
    ("exit", .quit(.leave)), ("redr", .redraw), ("suspend", .suspend),
  ])
  func `run actions by title, name, alias or a start of them`(text: String, effect: Effect) throws {
    #expect(run(text, try Scenario.busy()) == [effect])
  }

  @Test func `:work starts a worker, also beside others, but only one of this console`() throws {
    #expect(run("work", World()) == [.perform(.startWorker)])
    let world = try Scenario.busy()
    #expect(run("work", world) == [.perform(.startWorker)])
    var context = ConsoleContext(directory: "/d")
    context.ownWorker = 7
    world.send(.context(context))
    #expect(run("work", world).isEmpty)
    #expect(world.console.toast?.text == "the worker of this console is here already")
  }

  @Test func `an unclear or unknown word stays in the prompt and says why`() throws {
    let world = try Scenario.busy()
    _ = run("pa", world)
    #expect(world.console.prompt?.problem?.contains("could be") == true)
    world.press(.control("u"))
    world.type("frobnicate")
    world.press(.enter)
    #expect(world.console.prompt?.problem == "there is no command 'frobnicate'; Tab lists them")
    world.press(.escape)
    #expect(world.console.prompt == nil)
  }

  @Test func `Tab goes through what the word may mean, Enter runs what is shown`() throws {
    let world = try Scenario.busy()
    world.press(.character(":"))
    world.type("zoom")
    world.press(.tab)
    #expect(world.console.prompt?.editor.text == "zoom in")
    world.press(.tab)
    #expect(world.console.prompt?.editor.text == "zoom out")
    world.press(.backTab, .enter)
    #expect(world.console.zoom == .half)
  }

  @Test func `remember what was run`() throws {
    let world = try Scenario.busy()
    _ = run("zoom in", world)
    world.press(.character(":"), .up)
    #expect(world.console.prompt?.editor.text == "zoom in")
  }

  @Test func `the list of keys runs the marked line`() throws {
    let world = try Scenario.busy()
    world.press(.character("?"), .character("/"))
    world.type("draw everything")
    world.press(.enter)
    #expect(world.press(.enter) == [.redraw])
    #expect(world.console.page == nil)
  }

  @Test func `an unavailable action in the list of keys says why not`() throws {
    let world = try Scenario.busy()
    world.press(.character("?"), .character("/"))
    world.type("Run the job again")
    world.press(.enter, .enter)
    #expect(world.console.toast?.text == "#4814 is running: x cancels it")
  }
}
