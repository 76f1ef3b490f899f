import Daybook
import SimulatedHardware

extension Simulation {
  func newJob(_ client: SimulatedClient) -> JobRequest {
    nextLabel += 1
    var request = JobRequest(type: ["a", "b", "c"][random.below(3)], label: "\(seed)/\(nextLabel)")
    request.overrides.maxRetries = random.below(3)
    if random.oneIn(3) { request.payload = [UInt8](repeating: UInt8(ascii: "1"), count: 1 + random.below(500)) }
    if random.oneIn(3) {
      request.dueAt = Timestamp(milliseconds: machine.wallMilliseconds + Int64(random.below(10_000)))
    }
    if random.oneIn(4) { request.key = "key \(random.below(3))" }
    if random.oneIn(4) { request.queue = "q\(random.below(2))" }
    if random.oneIn(8) { request.overrides.once = true }
    return request
  }

  func anyJob(_ client: SimulatedClient) -> JobID {
    JobID(1 + UInt64(random.below(Int(client.state.lastSequence) + 2)))
  }

  func pauseOrResume(_ client: SimulatedClient) {
    let scope = [PauseScope.everything, .type("a"), .queue("q0")][random.below(3)]
    if random.oneIn(3) { _ = client.perform(Pause(scope)) } else { _ = client.perform(Resume(scope)) }
  }

  func changeSchedule(_ client: SimulatedClient) {
    let name = "s\(random.below(2))"
    if random.oneIn(2), client.state.schedule(named: name) != nil {
      _ =
        random.oneIn(3)
        ? client.perform(SetScheduleEnabled(name: name, isEnabled: random.oneIn(2))).map { _ in }
        : client.perform(TriggerSchedule(name: name)).map { _ in }
    } else {
      let anchor = Timestamp(milliseconds: machine.wallMilliseconds)
      _ = client.perform(
        UpsertSchedule(
          ScheduleDefinition(
            name: name, owner: "ann", source: "file",
            trigger: .every(
              milliseconds: Int64(3000 + random.below(9000)), anchor: anchor, startsImmediately: random.oneIn(2)),
            overlap: OverlapPolicy.allCases[random.below(3)], template: JobRequest(type: "b"))))
    }
  }
}
