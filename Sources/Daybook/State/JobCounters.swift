/// Jobs by state, in all, by type and by queue; kept with every transition, never counted.
struct JobCounters {
  private(set) var total = Array(repeating: 0, count: JobState.allCases.count)
  private var byType: [[Int]] = []
  private var runningByQueue: [Int] = []

  init() {}

  mutating func add(_ row: JobRow) { adjust(row.type, row.queue, row.state, by: 1) }

  mutating func move(_ row: JobRow, to state: JobState) {
    adjust(row.type, row.queue, row.state, by: -1)
    adjust(row.type, row.queue, state, by: 1)
  }

  func running(type: UInt32) -> Int {
    Int(type) < byType.count ? byType[Int(type)][Int(JobState.running.rawValue)] : 0
  }

  func running(queue: UInt32) -> Int {
    Int(queue) < runningByQueue.count ? runningByQueue[Int(queue)] : 0
  }

  func counts(type: UInt32) -> [Int] {
    Int(type) < byType.count ? byType[Int(type)] : Array(repeating: 0, count: total.count)
  }

  private mutating func adjust(_ type: UInt32, _ queue: UInt32, _ state: JobState, by delta: Int) {
    let index = Int(state.rawValue)
    total[index] += delta
    while byType.count <= Int(type) { byType.append(Array(repeating: 0, count: total.count)) }
    byType[Int(type)][index] += delta
    if state == .running {
      while runningByQueue.count <= Int(queue) { runningByQueue.append(0) }
      runningByQueue[Int(queue)] += delta
    }
  }
}
