import Console
import Daybook
import Testing

@Suite struct `Following the log` {
  private func world() throws -> (World, token: UInt64) {
    let world = try Scenario.busy(size: Size(columns: 80, rows: 24))
    world.press(.character("3"))
    return (world, try #require(world.console.log.target?.token))
  }

  private func grow(_ world: World, _ token: UInt64, by lines: Int) {
    world.send(.output(token: token, bytes: Array(String(repeating: "more\n", count: lines).utf8)))
  }

  @Test func `shows the end until somebody scrolls up`() throws {
    let (world, token) = try world()
    grow(world, token, by: 5)
    #expect(world.console.log.isFollowing)
    #expect(world.console.log.firstLine(rows: 7) == 28)
    world.press(.up)
    #expect(!world.console.log.isFollowing)
    #expect(world.console.log.firstLine(rows: 7) == 27)
    grow(world, token, by: 312)
    #expect(world.console.log.firstLine(rows: 7) == 27)
    #expect(world.console.log.newLines == 312)
    #expect(world.rows().contains { $0.contains("+312 new") })
    world.press(.up)
    #expect(world.console.log.newLines == 312, "counted from where following ended")
  }

  @Test func `scrolling down to the end does not follow, f and G do`() throws {
    let (world, token) = try world()
    for key in [Key.character("f"), .character("G"), .end] {
      world.press(.character("g"), .pageDown, .pageDown, .pageDown, .pageDown, .pageDown, .pageDown)
      #expect(!world.console.log.isFollowing)
      grow(world, token, by: 1)
      world.press(key)
      #expect(world.console.log.isFollowing)
    }
    world.press(.character("f"))
    #expect(!world.console.log.isFollowing)
  }

  @Test func `dropping old lines does not move the reader`() throws {
    let (world, token) = try world()
    grow(world, token, by: LogBuffer.lineLimit - 100)
    world.press(.up)
    let first = world.console.log.firstLine(rows: 7)
    grow(world, token, by: 500)
    #expect(world.console.log.firstLine(rows: 7) == first)
    grow(world, token, by: LogBuffer.lineLimit)
    #expect(world.console.log.firstLine(rows: 7) == world.console.log.buffer.start)
  }

  @Test func `scrolls sideways and stays there as output arrives`() throws {
    let (world, token) = try world()
    world.press(.right, .character("L"))
    grow(world, token, by: 3)
    #expect(world.console.log.offset == 16)
    world.press(.left, .left, .left)
    #expect(world.console.log.offset == 0)
  }

  @Test func `finds lines in both directions and says when there is no more`() throws {
    let (world, _) = try world()
    world.press(.character("/"))
    world.type("14:32:0")
    world.press(.enter)
    #expect(top(world).hasPrefix("14:32:09"))
    world.press(.character("N"))
    #expect(top(world).hasPrefix("14:32:08"))
    world.press(.character("n"), .character("n"))
    #expect(top(world).hasPrefix("14:32:08"), "what is on the screen needs no scrolling")
    #expect(world.console.toast?.text.contains("no further line") == true)
  }

  @Test func `a match on the screen moves nothing, and one that came later is found as well`() throws {
    let (world, token) = try world()
    world.press(.character("/"))
    world.type("14:32:29")
    world.press(.enter)
    #expect(top(world).hasPrefix("14:32:24"))
    world.press(.character("g"), .character("/"), .control("u"))
    grow(world, token, by: 50)
    world.send(.output(token: token, bytes: Array("Needle\n".utf8)))
    world.type("needle")
    world.press(.enter)
    #expect(world.rows().contains { $0.contains("Needle") })
    world.press(.character("/"), .control("u"))
    world.type("nowhere")
    world.press(.enter)
    #expect(world.console.toast?.text == "no line contains \"nowhere\"")
  }

  private func top(_ world: World) -> String {
    world.console.log.buffer[world.console.log.firstLine(rows: 7)]
  }

  @Test func `marks matches in cells, whatever the case`() {
    #expect(SearchMatches.columns(of: "b", in: "aBcb") == [1..<2, 3..<4])
    #expect(SearchMatches.columns(of: "本", in: "日本b本") == [2..<4, 5..<7])
    #expect(SearchMatches.columns(of: "", in: "abc").isEmpty)
    #expect(SearchMatches.columns(of: "aa", in: "aaa") == [0..<2])
  }

  @Test func `follows the selected job and its newest attempt`() throws {
    let (world, token) = try world()
    let effects = world.press(.character("1"), .down, .down, .down)
    let asked = effects.compactMap { if case .follow(let target) = $0 { target } else { nil } }
    #expect(asked.last?.job.rawValue == 4804)
    #expect(asked.last?.attempt == 1)
    #expect(world.console.log.buffer.isEmpty)
    world.send(.output(token: token, bytes: Array("late\n".utf8)))
    #expect(world.console.log.buffer.isEmpty, "output of another attempt is ignored")
  }

  @Test func `a job without an attempt has no log`() throws {
    let (world, _) = try world()
    let effects = world.press(.character("1"), .home)
    #expect(effects.last == .follow(nil))
    #expect(world.rows().contains { $0.contains("has not started yet") })
  }

  @Test func `says why there is no output`() throws {
    let (world, token) = try world()
    world.press(.character("1"), .down, .down, .down, .character("3"))
    world.send(.outputUnavailable(token: token, reason: "not this one"))
    let shown = try #require(world.console.log.target?.token)
    world.send(.outputUnavailable(token: shown, reason: "the output file is gone"))
    #expect(world.rows().contains { $0.contains("the output file is gone") })
  }
}
