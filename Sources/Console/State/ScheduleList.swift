import Daybook

/// Where the operator stands in the list of schedules. Everything is bound to names, never to row numbers.
package struct ScheduleList: Equatable, Sendable {
  /// A place to go to that only the next snapshot knows.
  enum Destination: Equatable, Sendable {
    case first, last
  }

  /// The cursor left its schedule because the schedule left the list.
  struct Fall: Equatable, Sendable {
    var from: ScheduleKey
    var at: Timestamp
  }

  package internal(set) var cursor: ScheduleKey?
  /// The first row shown; nil keeps the list's first one in sight.
  package internal(set) var top: ScheduleKey?
  /// Always parses.
  package internal(set) var filterText = ""
  var destination: Destination?
  var fall: Fall?
  var filterHistory: [String] = []

  /// Which part of the list the screen needs.
  var window: SnapshotRequest.ScheduleWindow {
    switch destination {
    case .first: .first
    case .last: .last
    case nil: cursor.map { .around($0) } ?? .first
    }
  }

  /// Moves by rows as far as the known rows go.
  mutating func move(by count: Int, in rows: [ScheduleSummary]) {
    fall = nil
    destination = nil
    guard !rows.isEmpty else { return }
    let index = cursor.flatMap { key in rows.firstIndex { ScheduleKey($0) == key } } ?? 0
    cursor = ScheduleKey(rows[min(max(0, index + count), rows.count - 1)])
  }

  mutating func go(to key: ScheduleKey) {
    fall = nil
    destination = nil
    cursor = key
  }

  mutating func go(to destination: Destination) {
    fall = nil
    self.destination = destination
  }

  /// Takes up the rows of a snapshot: keeps the cursor on its schedule, or puts it on the nearest one.
  ///
  /// - Parameter isAnswer: whether the snapshot was taken for this very place; an older one must not move the cursor.
  mutating func settle(_ schedules: ScheduleRows, isAnswer: Bool, isSameList: Bool, now: Timestamp) {
    let rows = schedules.rows
    if isAnswer { arrive(in: schedules) }
    guard let cursor else {
      self.cursor = rows.first.map(ScheduleKey.init)
      return
    }
    guard isAnswer, !rows.contains(where: { ScheduleKey($0) == cursor }) else { return }
    let nearest = rows.first { ScheduleKey($0) > cursor } ?? rows.last
    self.cursor = nearest.map(ScheduleKey.init)
    // A key pressed for the schedule that was here a moment ago must not hit its neighbour.
    fall = isSameList && nearest != nil ? Fall(from: cursor, at: now) : nil
  }

  private mutating func arrive(in schedules: ScheduleRows) {
    switch destination {
    case .first where !schedules.hasEarlier: cursor = schedules.rows.first.map(ScheduleKey.init)
    case .last where !schedules.hasLater: cursor = schedules.rows.last.map(ScheduleKey.init)
    default: return
    }
    destination = nil
  }

  /// The index of the first row shown in a list of `height` rows, with the cursor in sight.
  package func firstIndex(in schedules: ScheduleRows, height: Int) -> Int {
    let rows = schedules.rows
    guard height > 0, !rows.isEmpty else { return 0 }
    var first = top.flatMap { key in rows.firstIndex { ScheduleKey($0) >= key } } ?? 0
    if let cursor, let index = rows.firstIndex(where: { ScheduleKey($0) == cursor }) {
      first = min(max(first, index - height + 1), index)
    }
    return max(0, min(first, schedules.hasLater ? rows.count - 1 : rows.count - height))
  }

  /// Remembers what is at the top of the screen, so that new schedules do not push it away.
  mutating func holdView(in schedules: ScheduleRows, height: Int) {
    let first = firstIndex(in: schedules, height: height)
    let isAtStart = first == 0 && !schedules.hasEarlier
    top = isAtStart || !schedules.rows.indices.contains(first) ? nil : ScheduleKey(schedules.rows[first])
  }
}
