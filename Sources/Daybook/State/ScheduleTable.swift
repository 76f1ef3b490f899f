/// All schedules, by id, by name and by next fire.
struct ScheduleTable {
  private struct Name: Hashable {
    let owner: String
    let name: String
  }

  private struct Due {
    let time: Timestamp
    let id: UInt64
  }

  private var byID: [UInt64: ScheduleState] = [:]
  private var ids: [Name: UInt64] = [:]
  /// Sorted by time, then id.
  private var due: [Due] = []

  init() {}

  /// The earliest next fire of all enabled schedules.
  var nextFire: Timestamp? { due.first?.time }

  /// Schedules whose next fire is at or before `time`, earliest first, `limit` at most.
  func due(through time: Timestamp, limit: Int) -> [ScheduleState] {
    due.prefix(limit).prefix { $0.time <= time }.compactMap { byID[$0.id] }
  }

  /// Every schedule, by name and owner.
  var all: [ScheduleState] {
    byID.values.sorted { ($0.definition.name, $0.definition.owner) < ($1.definition.name, $1.definition.owner) }
  }

  subscript(id: UInt64) -> ScheduleState? { byID[id] }

  /// The schedule of that name; without an owner, the only one of that name.
  func find(name: String, owner: String?) -> ScheduleState? {
    if let owner { return ids[Name(owner: owner, name: name)].flatMap { byID[$0] } }
    let found = all.filter { $0.definition.name == name }
    return found.count == 1 ? found[0] : nil
  }

  mutating func insert(_ schedule: ScheduleState) {
    byID[schedule.id] = schedule
    ids[Name(owner: schedule.definition.owner, name: schedule.definition.name)] = schedule.id
    if let time = schedule.dueTime { addDue(time, schedule.id) }
  }

  /// Changes one schedule and keeps the indexes true. Returns false when the id is unknown.
  mutating func update(_ id: UInt64, _ change: (inout ScheduleState) -> Void) -> Bool {
    guard let index = byID.index(forKey: id) else { return false }
    let before = byID.values[index].dueTime
    change(&byID.values[index])
    let after = byID.values[index].dueTime
    // Most changes leave the time alone, and with ten thousand schedules due at once only the others may cost anything.
    if before == after { return true }
    if let before { removeDue(before, id) }
    if let after { addDue(after, id) }
    return true
  }

  mutating func remove(_ id: UInt64) -> Bool {
    guard let schedule = byID.removeValue(forKey: id) else { return false }
    ids[Name(owner: schedule.definition.owner, name: schedule.definition.name)] = nil
    if let time = schedule.dueTime { removeDue(time, id) }
    return true
  }

  private mutating func addDue(_ time: Timestamp, _ id: UInt64) {
    due.insert(Due(time: time, id: id), at: position(time, id))
  }

  private mutating func removeDue(_ time: Timestamp, _ id: UInt64) {
    let index = position(time, id)
    precondition(index < due.count && due[index].id == id, "schedule \(id) is not in the due order")
    due.remove(at: index)
  }

  /// Where (time, id) is, or belongs.
  private func position(_ time: Timestamp, _ id: UInt64) -> Int {
    var low = 0
    var high = due.count
    while low < high {
      let middle = (low + high) / 2
      if (due[middle].time, due[middle].id) < (time, id) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
