import Console
import Daybook
import Testing

@Suite struct `The header` {
  @Test func `names the leader and its epoch where there is room, and always says when nobody leads`() throws {
    let world = World(size: Size(columns: 160, rows: 40))
    let first = try world.join(slots: 5, processID: 7)
    _ = try world.join(slots: 3, processID: 8)
    world.refresh()
    #expect(world.rows()[0].contains("● leader console 7 +1  epoch 1  8 slots"))
    world.resize(80, 24)
    #expect(world.rows()[0].contains("● console 7 +1"))
    try world.decide(LeaveWorker(worker: first, unfinished: []))
    world.refresh()
    #expect(world.rows()[0].contains("● console 8  no leader"))
  }

  @Test func `says when what is acknowledged may not outlive a loss of power, however narrow it is`() throws {
    let world = World(size: Size(columns: 160, rows: 40))
    _ = try world.join(slots: 5, processID: 7)
    world.refresh()
    #expect(!world.rows()[0].contains("durability"))
    _ = try world.join(slots: 3, processID: 8, durability: .interval(.milliseconds(50)))
    world.refresh()
    #expect(world.rows()[0].contains("durability interval(50ms)"))
    world.resize(80, 24)
    #expect(world.rows()[0].contains("durability interval(50ms)"))
    world.send(.context(ConsoleContext(directory: "/srv", durability: .os)))
    #expect(world.rows()[0].contains("durability os"))
  }
}
