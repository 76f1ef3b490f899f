/// All schedules, by id, by name and by next fire.
struct ScheduleTable {
  private struct Name: Hashable, Comparable {
    let owner: String
    let name: String

    static func < (left: Name, right: Name) -> Bool { (left.name, left.owner) < (right.name, right.owner) }
  }

  private struct Due {
    let time: Timestamp
    let id: UInt64
  }

  private var byID: [UInt64: ScheduleState] = [:]
  private var ids: [Name: UInt64] = [:]
  /// Sorted, so that a page of ten thousand schedules costs a page.
  private var names: [Name] = []
  /// How many are enabled.
  private(set) var enabledCount = 0
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
  var all: [ScheduleState] { names.compactMap(schedule) }

  var count: Int { names.count }

  /// Every schedule, by id.
  var byAge: [ScheduleState] { byID.values.sorted { $0.id < $1.id } }

  subscript(id: UInt64) -> ScheduleState? { byID[id] }

  /// The schedules at some places of the order by name and owner; what lies outside is left out.
  func inOrder(_ places: Range<Int>) -> [ScheduleState] {
    names[places.clamped(to: names.indices)].compactMap(schedule)
  }

  /// The places in that order of the schedules that satisfy a condition.
  func places(where isWanted: (ScheduleState) -> Bool) -> [Int] {
    names.indices.filter { schedule(names[$0]).map(isWanted) ?? false }
  }

  /// The place of a schedule in that order, or where it would be.
  func place(name: String, owner: String) -> Int { place(Name(owner: owner, name: name)) }

  /// The schedule of that name; without an owner, the only one of that name.
  func find(name: String, owner: String?) -> ScheduleState? {
    if let owner { return schedule(Name(owner: owner, name: name)) }
    // No owner sorts before the empty one.
    let found = names[place(Name(owner: "", name: name))...].prefix { $0.name == name }
    return found.count == 1 ? found.first.flatMap(schedule) : nil
  }

  private func schedule(_ name: Name) -> ScheduleState? { ids[name].flatMap { byID[$0] } }

  mutating func insert(_ schedule: ScheduleState) {
    byID[schedule.id] = schedule
    let name = Name(owner: schedule.definition.owner, name: schedule.definition.name)
    if ids.updateValue(schedule.id, forKey: name) == nil { names.insert(name, at: place(name)) }
    if schedule.isEnabled { enabledCount += 1 }
    if let time = schedule.dueTime { addDue(time, schedule.id) }
  }

  /// Changes one schedule and keeps the indexes true. Returns false when the id is unknown.
  mutating func update(_ id: UInt64, _ change: (inout ScheduleState) -> Void) -> Bool {
    guard let index = byID.index(forKey: id) else { return false }
    let before = byID.values[index].dueTime
    let wasEnabled = byID.values[index].isEnabled
    change(&byID.values[index])
    enabledCount += (byID.values[index].isEnabled ? 1 : 0) - (wasEnabled ? 1 : 0)
    let after = byID.values[index].dueTime
    // Most changes leave the time alone, and with ten thousand schedules due at once only the others may cost anything.
    if before == after { return true }
    if let before { removeDue(before, id) }
    if let after { addDue(after, id) }
    return true
  }

  mutating func remove(_ id: UInt64) -> Bool {
    guard let schedule = byID.removeValue(forKey: id) else { return false }
    let name = Name(owner: schedule.definition.owner, name: schedule.definition.name)
    if ids.removeValue(forKey: name) != nil { names.remove(at: place(name)) }
    if schedule.isEnabled { enabledCount -= 1 }
    if let time = schedule.dueTime { removeDue(time, id) }
    return true
  }

  private func place(_ name: Name) -> Int {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low
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
