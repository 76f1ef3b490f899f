/// A worker that joined and has not left.
struct WorkerState {
  /// The sequence of its `joined` record.
  let id: UInt64
  let identity: WorkerDescription
  let joinedAt: Timestamp
  /// The jobs it runs, in the order they started.
  var running: [JobID] = []
}

/// The workers, in the order they joined, and who leads them.
struct WorkerTable {
  private(set) var all: [WorkerState] = []
  private(set) var leader: UInt64?
  private(set) var epoch: UInt64 = 0
  /// The worker that left last, and when: the console says who is missing.
  private(set) var lastLeft: (identity: WorkerDescription, at: Timestamp)?

  init() {}

  init(
    all: [WorkerState], leader: UInt64?, epoch: UInt64, lastLeft: (identity: WorkerDescription, at: Timestamp)?
  ) {
    self.all = all
    self.leader = leader
    self.epoch = epoch
    self.lastLeft = lastLeft
  }

  subscript(id: UInt64) -> WorkerState? { index(id).map { all[$0] } }

  mutating func join(_ worker: WorkerState) { all.append(worker) }

  mutating func leave(_ id: UInt64, at time: Timestamp) -> Bool {
    guard let index = index(id) else { return false }
    lastLeft = (all[index].identity, time)
    all.remove(at: index)
    if leader == id { leader = nil }
    return true
  }

  /// The epoch that a leader's records carry now; nil while nobody leads.
  var leadingEpoch: UInt64? { leader == nil ? nil : epoch }

  mutating func elect(_ id: UInt64, epoch newEpoch: UInt64) -> Bool {
    guard newEpoch == epoch + 1, index(id) != nil else { return false }
    leader = id
    epoch = newEpoch
    return true
  }

  /// What the workers here say that the payloads of a type take, in the order they joined; those that say nothing left out.
  func parameters(of type: String) -> [[ParameterDefinition]] {
    all.compactMap { $0.identity.parameters.isEmpty ? nil : $0.identity.parameters[type] }
  }

  mutating func started(_ job: JobID, by id: UInt64) {
    guard let index = index(id) else { return }
    all[index].running.append(job)
  }

  mutating func ended(_ job: JobID, by id: UInt64) {
    guard let index = index(id) else { return }
    guard let place = all[index].running.firstIndex(of: job) else { return }
    all[index].running.remove(at: place)
  }

  private func index(_ id: UInt64) -> Int? { all.firstIndex { $0.id == id } }
}
