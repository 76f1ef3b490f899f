import Console
import Daybook
import Testing

@Suite struct `Leaving the console` {
  private func world(ownsWorker: Bool) throws -> World {
    let world = try Scenario.busy(size: Size(columns: 80, rows: 24))
    var context = ConsoleContext.sample
    context.ownWorker = ownsWorker ? 7 : nil
    world.send(.context(context))
    return world
  }

  @Test func `q leaves at once when nothing of ours runs`() throws {
    #expect(try world(ownsWorker: false).press(.character("q")) == [.quit(.leave)])
  }

  @Test(arguments: [
    (Key.character("w"), [Effect.quit(.wait)]), (.character("b"), [.quit(.background)]),
    (.character("x"), [.quit(.cancelJobs)]),
    (.escape, []), (.enter, []), (.character("s"), []),
  ])
  func `q asks while our worker runs jobs`(key: Key, effects: [Effect]) throws {
    let world = try world(ownsWorker: true)
    #expect(world.press(.character("q")).isEmpty)
    #expect(world.console.dialog?.title == "1 job still runs")
    #expect(world.press(key) == effects)
    #expect(world.console.dialog == nil)
  }

  @Test func `q closes a page first, Escape never quits`() throws {
    let world = try world(ownsWorker: false)
    world.press(.character("?"))
    #expect(world.press(.character("q")).isEmpty)
    #expect(world.console.page == nil)
    for _ in 0..<10 { #expect(world.press(.escape).isEmpty) }
  }

  @Test func `^C leaves the second time, within three seconds`() throws {
    let world = try world(ownsWorker: true)
    #expect(world.press(.control("c")).isEmpty)
    #expect(world.console.toast?.text == "^C again to quit; running jobs finish")
    #expect(world.press(.control("c")) == [.quit(.leave)])
    world.press(.down, .control("c"))
    world.advance(3000)
    #expect(world.press(.control("c")).isEmpty)
    world.press(.down)
    #expect(world.press(.control("c")).isEmpty, "another key between them starts over")
  }

  @Test func `an interrupt counts as ^C and a hang-up leaves`() throws {
    let world = try world(ownsWorker: false)
    #expect(world.send(.terminal(.interrupt)).isEmpty)
    #expect(world.send(.terminal(.interrupt)) == [.quit(.leave)])
    #expect(world.send(.terminal(.hangup(signal: 1))) == [.quit(.leave)])
  }

  @Test func `says which schedules stop firing`() throws {
    let world = try world(ownsWorker: true)
    #expect(world.console.farewell(after: .leave) == "2 schedules no longer fire; start: daybook up")
    #expect(world.console.farewell(after: .background) == nil)
    let other = try self.world(ownsWorker: false)
    #expect(other.console.farewell(after: .leave) == nil)
  }

  @Test func `suspends, comes back and draws everything again`() throws {
    let world = try world(ownsWorker: false)
    #expect(world.press(.control("z")) == [.suspend])
    #expect(world.send(.terminal(.resumed)) == [.redraw])
    #expect(world.press(.control("l")) == [.redraw])
    world.press(.character("x"))
    #expect(world.press(.control("z"), .control("l")) == [.suspend, .redraw])
    #expect(world.console.dialog != nil)
  }

  @Test func `copies ids and names`() throws {
    let world = try world(ownsWorker: false)
    #expect(world.press(.character("y")) == [.copy("4814")])
    world.press(.character("2"), .home)
    #expect(world.press(.character("y")) == [.copy("check-certs")])
  }
}
