/// A 4-ary heap of job slots from which any job can be removed, because its row knows its place.
struct JobHeap {
  /// What comes out first.
  enum Order {
    /// Priority descending, then ready time, then id (semantics.md, Priority).
    case readiness
    /// Due time, then id.
    case dueTime
  }

  private var slots: [UInt32] = []
  private let order: Order

  init(_ order: Order) {
    self.order = order
  }

  var first: UInt32? { slots.first }
  var count: Int { slots.count }

  mutating func insert(_ slot: UInt32, in rows: inout [JobRow]) {
    slots.append(slot)
    rows[Int(slot)].heapPosition = UInt32(slots.count - 1)
    siftUp(slots.count - 1, &rows)
  }

  mutating func remove(_ slot: UInt32, in rows: inout [JobRow]) {
    let position = Int(rows[Int(slot)].heapPosition)
    precondition(position < slots.count && slots[position] == slot, "job \(rows[Int(slot)].id) is not in this heap")
    rows[Int(slot)].heapPosition = JobRow.none
    let last = slots.removeLast()
    guard position < slots.count else { return }
    slots[position] = last
    rows[Int(last)].heapPosition = UInt32(position)
    siftUp(position, &rows)
    siftDown(Int(rows[Int(last)].heapPosition), &rows)
  }

  /// Whether the first job leaves before the second under this heap's order.
  static func precedes(_ left: JobRow, _ right: JobRow, order: Order) -> Bool {
    if order == .readiness, left.priority != right.priority { return left.priority > right.priority }
    if left.readyAt != right.readyAt { return left.readyAt < right.readyAt }
    return left.id < right.id
  }

  private mutating func siftUp(_ start: Int, _ rows: inout [JobRow]) {
    var position = start
    while position > 0 {
      let parent = (position - 1) / 4
      guard Self.precedes(rows[Int(slots[position])], rows[Int(slots[parent])], order: order) else { return }
      swap(position, parent, &rows)
      position = parent
    }
  }

  private mutating func siftDown(_ start: Int, _ rows: inout [JobRow]) {
    var position = start
    while true {
      let children = (position * 4 + 1)..<min(position * 4 + 5, max(slots.count, position * 4 + 1))
      guard var best = children.first else { return }
      for child in children.dropFirst()
      where Self.precedes(rows[Int(slots[child])], rows[Int(slots[best])], order: order) {
        best = child
      }
      guard Self.precedes(rows[Int(slots[best])], rows[Int(slots[position])], order: order) else { return }
      swap(position, best, &rows)
      position = best
    }
  }

  private mutating func swap(_ left: Int, _ right: Int, _ rows: inout [JobRow]) {
    slots.swapAt(left, right)
    rows[Int(slots[left])].heapPosition = UInt32(left)
    rows[Int(slots[right])].heapPosition = UInt32(right)
  }
}
