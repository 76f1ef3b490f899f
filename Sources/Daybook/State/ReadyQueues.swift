/// The pending jobs, in one heap for each pair of type and queue, so that a limit on either skips over its jobs at once.
struct ReadyQueues {
  struct Group {
    let type: UInt32
    let queue: UInt32
    var heap = JobHeap(.readiness)
  }

  /// In order of first use; never hashed order, so that every process claims alike.
  private(set) var groups: [Group] = []
  private var indexes: [UInt64: Int] = [:]
  /// The group asked for last.
  private var recent = 0

  init() {}

  mutating func insert(_ slot: UInt32, in rows: inout [JobRow]) {
    let row = rows[Int(slot)]
    groups[index(type: row.type, queue: row.queue)].heap.insert(slot, in: &rows)
  }

  mutating func remove(_ slot: UInt32, in rows: inout [JobRow]) {
    let row = rows[Int(slot)]
    groups[index(type: row.type, queue: row.queue)].heap.remove(slot, in: &rows)
  }

  /// The job that starts next among the groups that `isAllowed` lets through.
  func best(in rows: [JobRow], where isAllowed: (Group) -> Bool) -> UInt32? {
    var best: UInt32?
    for group in groups {
      guard let head = group.heap.first, isAllowed(group) else { continue }
      if let current = best, !JobHeap.precedes(rows[Int(head)], rows[Int(current)], order: .readiness) { continue }
      best = head
    }
    return best
  }

  private mutating func index(type: UInt32, queue: UInt32) -> Int {
    if recent < groups.count, groups[recent].type == type, groups[recent].queue == queue { return recent }
    let key = UInt64(type) << 32 | UInt64(queue)
    if let index = indexes[key] {
      recent = index
    } else {
      recent = groups.count
      groups.append(Group(type: type, queue: queue))
      indexes[key] = recent
    }
    return recent
  }
}
