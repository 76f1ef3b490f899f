import Daybook

/// A job by the rules of semantics.md, transition by transition.
struct AuditedJob {
  private(set) var state: JobState
  private(set) var worker: UInt64?
  private var dueAt: Timestamp?
  private var waitsFor: Set<JobID>
  private var token: UInt64?
  private var failures = 0
  private var hasFailed = false
  private let maxRetries: Int

  init(_ job: JobEnqueued, waitsFor: Set<JobID>) {
    self.waitsFor = waitsFor
    dueAt = job.dueAt
    state = !waitsFor.isEmpty ? .blocked : job.dueAt == nil ? .pending : .scheduled
    maxRetries = job.request.overrides.maxRetries ?? .max
  }

  mutating func mature(through: Timestamp) {
    if state == .scheduled, let dueAt, dueAt <= through { state = .pending }
  }

  mutating func settle(_ ended: JobID) {
    guard waitsFor.remove(ended) != nil, waitsFor.isEmpty, state == .blocked else { return }
    state = .pending
  }

  mutating func start(token: UInt64, worker: UInt64) throws {
    // I7 and I14 as well: a cancelled job is not pending, and one that is due later becomes so when it has matured.
    guard state == .pending else { throw Violation("I13: started as \(state)") }
    state = .running
    self.token = token
    self.worker = worker
    hasFailed = false
  }

  func require(_ token: UInt64) throws {
    guard state == .running, self.token == token else {
      throw Violation("I4: token \(token) counts as \(state) under \(self.token ?? 0)")
    }
  }

  mutating func fail(_ token: UInt64) throws {
    try require(token)
    if hasFailed { throw Violation("I13: one attempt failed twice") }
    hasFailed = true
    failures += 1
  }

  mutating func retry(_ token: UInt64, _ dueAt: Timestamp) throws {
    try require(token)
    guard hasFailed, failures <= maxRetries else { throw Violation("I13: retry \(failures) of \(maxRetries)") }
    leave(as: .scheduled)
    self.dueAt = dueAt
  }

  mutating func snooze(_ token: UInt64, _ dueAt: Timestamp) throws {
    try require(token)
    leave(as: .scheduled)
    self.dueAt = dueAt
  }

  mutating func lose(_ token: UInt64) throws {
    try require(token)
    leave(as: .pending)
  }

  mutating func end(_ state: JobState, _ token: UInt64?) throws {
    if let token { try require(token) }
    guard !self.state.isTerminal, token != nil || self.state != .running else {
      throw Violation("I13: \(state) after \(self.state)")
    }
    leave(as: state)
  }

  mutating func revive() throws {
    guard state.isTerminal else { throw Violation("I13: retried as \(state)") }
    leave(as: .pending)
    failures = 0
  }

  private mutating func leave(as state: JobState) {
    self.state = state
    worker = nil
    token = nil
  }
}
