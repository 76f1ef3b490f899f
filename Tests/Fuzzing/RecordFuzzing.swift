import Daybook

/// Records, and states as snapshots hold them: what is read says the same when it is written again.
enum RecordFuzzing {
  static func readEvent(_ bytes: [UInt8]) {
    guard let event = try? bytes.withUnsafeBytes({ try RecordedEvent(decoding: $0, keepsPayload: true) }) else {
      return
    }
    var writer = RecordWriter()
    event.encode(to: &writer)
    let again = try? writer.bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    demand(again == event, "\(event) became \(String(describing: again))")
    // The fold is total: it takes whatever can be read.
    let state = SchedulerState()
    state.apply(event, sequence: 1)
    check(state)
  }

  static func readState(_ bytes: [UInt8]) {
    guard let state = try? bytes.withUnsafeBytes({ try SchedulerState(decoding: $0) }) else { return }
    check(state)
  }

  private static func check(_ state: SchedulerState) {
    let written = state.encoded()
    let again = try? written.withUnsafeBytes { try SchedulerState(decoding: $0) }
    demand(again?.encoded() == written, "a state is not read as it was written")
  }
}
