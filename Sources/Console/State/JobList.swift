package import Daybook

/// Where the operator stands in the list of jobs. Everything is bound to ids, never to row numbers.
package struct JobList: Equatable, Sendable {
  /// The states that have a tab, after the one for all.
  package static let tabs: [JobState?] = [
    nil, .pending, .running, .scheduled, .blocked, .failed, .completed, .cancelled,
  ]

  /// A place to go to that only the next snapshot knows.
  enum Destination: Equatable, Sendable {
    case newest, oldest
  }

  /// The cursor left its job because the job left the list.
  struct Fall: Equatable, Sendable {
    var from: JobID
    var at: Timestamp
  }

  package internal(set) var cursor: JobID?
  /// The first row shown; nil keeps the newest job in sight.
  package internal(set) var top: JobID?
  package internal(set) var marks: Set<JobID> = []
  /// Always parses.
  package internal(set) var filterText = ""
  package internal(set) var tab: JobState?
  var destination: Destination?
  var fall: Fall?
  var filterHistory: [String] = []

  /// Moves by rows as far as the known rows go.
  mutating func move(by count: Int, in rows: [JobSummary]) {
    fall = nil
    destination = nil
    guard !rows.isEmpty else { return }
    let index = cursor.flatMap { id in rows.firstIndex { $0.id == id } } ?? 0
    cursor = rows[min(max(0, index + count), rows.count - 1)].id
  }

  mutating func go(to job: JobID) {
    fall = nil
    destination = nil
    cursor = job
  }

  mutating func go(to destination: Destination) {
    fall = nil
    self.destination = destination
  }

  /// Takes up the rows of a snapshot: keeps the cursor on its job, or puts it on the nearest one.
  ///
  /// - Parameter isAnswer: whether the snapshot was taken for this very place; an older one must not move the cursor.
  mutating func settle(_ snapshot: Snapshot, isAnswer: Bool, isSameList: Bool, now: Timestamp) {
    let rows = snapshot.rows
    if isAnswer { arrive(in: snapshot) }
    guard let cursor else {
      self.cursor = rows.first?.id
      return
    }
    guard isAnswer, !rows.contains(where: { $0.id == cursor }) else { return }
    let nearest = rows.first { $0.id < cursor } ?? rows.last { $0.id > cursor }
    self.cursor = nearest?.id
    // A key pressed for the job that was here a moment ago must not hit its neighbour.
    fall = isSameList && nearest != nil ? Fall(from: cursor, at: now) : nil
  }

  private mutating func arrive(in snapshot: Snapshot) {
    switch destination {
    case .newest where !snapshot.hasNewer: cursor = snapshot.rows.first?.id
    case .oldest where !snapshot.hasOlder: cursor = snapshot.rows.last?.id
    default: return
    }
    destination = nil
  }

  /// The index of the first row shown in a list of `height` rows, with the cursor in sight.
  package func firstIndex(in snapshot: Snapshot, height: Int) -> Int {
    let rows = snapshot.rows
    guard height > 0, !rows.isEmpty else { return 0 }
    var first = top.flatMap { id in rows.firstIndex { $0.id <= id } } ?? 0
    if let cursor, let index = rows.firstIndex(where: { $0.id == cursor }) {
      first = min(max(first, index - height + 1), index)
    }
    return max(0, min(first, snapshot.hasOlder ? rows.count - 1 : rows.count - height))
  }

  /// Remembers what is at the top of the screen, so that new jobs do not push it away.
  mutating func holdView(in snapshot: Snapshot, height: Int) {
    let first = firstIndex(in: snapshot, height: height)
    let isAtNewest = first == 0 && !snapshot.hasNewer
    top = isAtNewest || !snapshot.rows.indices.contains(first) ? nil : snapshot.rows[first].id
  }
}
