import Console
import Daybook
import Testing

@Suite struct `The registry of actions` {
  @Test func `holds every action once`() {
    #expect(
      ActionRegistry.all.map(\.id).sorted { $0.rawValue < $1.rawValue }
        == ActionID.allCases.sorted { $0.rawValue < $1.rawValue })
    for id in ActionID.allCases { #expect(ActionRegistry[id].id == id) }
  }

  @Test func `has no conflicting keys`() throws {
    #expect(try Keymap(ActionRegistry.all) == .standard)
  }

  @Test func `a key with two meanings in one place is refused by name`() throws {
    let filter = ActionRegistry[.filter]
    do {
      _ = try Keymap([filter, filter])
      Issue.record("accepted")
    } catch {
      #expect(error.key == filter.keys[0] && error.actions == [.filter, .filter])
      #expect("\(error)".hasPrefix("/ would mean both find.filter"))
    }
    // The same key in two places is no conflict.
    _ = try Keymap([filter, ActionRegistry[.search]])
  }

  @Test func `binds nothing that acts to a control key, and nothing that confirms to Enter`() {
    for action in ActionRegistry.all where action.danger != .none {
      for key in action.keys {
        if case .control = key { Issue.record("\(action.id.rawValue) acts on \(key.text)") }
        #expect(key != .enter && key != .escape)
      }
    }
  }

  @Test func `an acting key is no shift-twin of a looking key unless it confirms`() {
    let keys = ActionRegistry.all.flatMap { action in action.keys.map { (action, $0) } }
    for (action, key) in keys where action.danger == .undoable {
      guard case .character(let character) = key else { continue }
      let twin = character.isUppercase ? character.lowercased() : character.uppercased()
      #expect(!keys.contains { $0.1 == .character(Character(twin)) && twin != String(character) }, "\(key.text)")
    }
  }

  @Test func `has none of the keys of later versions`() {
    let keys = Set(ActionRegistry.all.flatMap(\.keys))
    for character in "KRAem.vaVidYWo<>I,&'-Zu@%*{}" {
      #expect(!keys.contains(.character(character)), "\(character)")
    }
  }

  @Test func `says everything in short words`() {
    for action in ActionRegistry.all {
      #expect(!action.title.isEmpty && action.title.count <= 14, "\(action.id)")
      #expect(!action.summary.isEmpty && !action.summary.hasSuffix("."), "\(action.id)")
      #expect([.startWorker, .resetSchedule].contains(action.id) || !action.keys.isEmpty, "\(action.id)")
    }
  }

  @Test func `help lists every action with its keys`() throws {
    let world = World(size: Size(columns: 160, rows: 31))
    world.press(.character("?"))
    var seen: Set<String> = []
    for _ in ActionRegistry.all {
      seen.formUnion(world.rows())
      world.press(.down)
    }
    for action in ActionRegistry.all {
      let keys = action.keys.map(\.text).joined(separator: " ")
      #expect(seen.contains { $0.contains(action.summary) && $0.contains(keys) }, "\(action.id)")
    }
  }

  @Test func `hints name only keys of the registry, and always the help`() throws {
    for size in [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)] {
      let world = try Scenario.busy(size: size)
      for key in "123" {
        world.press(.character(key))
        let hints = try #require(world.rows().last)
        #expect(hints.contains("? keys"), "\(hints)")
        for hint in hints.split(separator: "  ").map({ $0.split(separator: " ", maxSplits: 1) }) where hint.count == 2 {
          let isKnown = ActionRegistry.all.contains { action in
            action.title == hint[1] && action.keys.contains { $0.text == hint[0] }
          }
          #expect(isKnown, "\(hint)")
        }
      }
    }
  }

  @Test func `gives the same on the command line`() throws {
    let world = try Scenario.busy()
    #expect(ActionRegistry[.cancel].commandLine(world.console) == "daybook cancel 4814")
    world.press(.character("2"), .home)
    #expect(ActionRegistry[.toggleSchedule].commandLine(world.console) == "daybook schedule enable check-certs")
    #expect(ActionRegistry[.trigger].commandLine(world.console) == "daybook schedule trigger check-certs")
  }

  @Test(arguments: ActionID.allCases)
  func `every action with a key is reached by it`(id: ActionID) throws {
    let action = ActionRegistry[id]
    for key in action.keys {
      let world = try Scenario.busy()
      world.press(.character(action.scope == .log ? "3" : action.scope == .schedules ? "2" : "1"))
      let before = world.console
      let effects = world.press(key)
      let reason = action.unavailable(before)
      let isNoted = reason == nil || world.console.toast?.text == reason
      let changesNothing =
        [.moveFirst, .scrollLeft, .zoomOut, .jobsPane, .schedulesPane, .logPane, .follow, .moveLast]
        .contains(id) || action.group == .move
      #expect(isNoted, "\(key.text)")
      #expect(reason != nil || changesNothing || !effects.isEmpty || world.console != before, "\(key.text)")
      #expect(world.console.toast?.text.contains("is not a key") != true)
    }
  }
}
