import Console
import Daybook
import Testing

@Suite struct `Looking at the scheduler` {
  private func world(jobs: Int) throws -> World {
    let world = World()
    for _ in 0..<jobs { try world.enqueue("resize") }
    return world
  }

  private func collect(_ world: World, _ request: SnapshotRequest) -> Snapshot {
    Snapshot.collect(request, from: world.scheduler, now: world.now)
  }

  @Test func `reads a window and says what lies beyond`() throws {
    let world = try world(jobs: 50)
    let middle = collect(world, SnapshotRequest(window: .around(JobID(4815)), margin: 5))
    #expect(middle.rows.map(\.id.rawValue) == Array((4811...4820 as ClosedRange<UInt64>).reversed()))
    #expect(middle.hasNewer && middle.hasOlder)
    let newest = collect(world, SnapshotRequest(window: .newest, margin: 5))
    #expect(newest.rows.map(\.id.rawValue) == Array((4831...4840 as ClosedRange<UInt64>).reversed()))
    #expect(!newest.hasNewer && newest.hasOlder)
    let oldest = collect(world, SnapshotRequest(window: .oldest, margin: 5))
    #expect(oldest.rows.map(\.id.rawValue) == Array((4791...4800 as ClosedRange<UInt64>).reversed()))
    #expect(oldest.hasNewer && !oldest.hasOlder)
  }

  @Test func `finds the neighbours of a job that is not there`() throws {
    let world = try world(jobs: 3)
    for id in [0, 1, 9999, UInt64.max] {
      let snapshot = collect(world, SnapshotRequest(window: .around(JobID(id)), margin: 5))
      #expect(snapshot.rows.count == 3)
      #expect(!snapshot.hasNewer && !snapshot.hasOlder)
    }
  }

  @Test func `counts come from the state, not from rows`() throws {
    let world = try world(jobs: 30)
    #expect(collect(world, SnapshotRequest(margin: 2)).matchCount == 30)
    #expect(collect(world, SnapshotRequest(tab: .failed, margin: 2)).matchCount == 0)
    #expect(collect(world, SnapshotRequest(filterText: "resize", margin: 2)).matchCount == nil)
    #expect(collect(world, SnapshotRequest(filterText: "nothing", margin: 2)).matchCount == 0)
  }

  @Test func `reads only the rows it was asked for, however many there are`() throws {
    let world = try world(jobs: 5000)
    let snapshot = collect(world, SnapshotRequest(window: .around(JobID(7000)), margin: 50))
    #expect(snapshot.rows.count == 100)
    #expect(snapshot.holdReasons.count == 100)
  }

  @Test func `brings the details that were asked for`() throws {
    let world = try Scenario.busy()
    let request = SnapshotRequest(
      selected: JobID(4804), marked: [JobID(4798), JobID(4801), JobID(9999)],
      schedule: ScheduleKey(name: "nightly-backup", owner: "ann"))
    let snapshot = collect(world, request)
    #expect(snapshot.selected?.job.id == JobID(4804))
    #expect(snapshot.selected?.attempts.count == 1)
    #expect(snapshot.selected?.definition?.command?.arguments.first == "restic")
    #expect(snapshot.marked.map(\.id.rawValue) == [4801, 4798])
    #expect(snapshot.schedules.rows.map(\.name) == ["check-certs", "nightly-backup", "rotate-logs"])
    #expect(snapshot.newestFailure != nil)
    #expect(snapshot.departure == nil)
  }
}
