/// Works out what a repair keeps.
struct RepairPlanner {
  private let directory: JournalDirectory
  private let fileSystem: any FileSystem

  init(_ directory: JournalDirectory, _ fileSystem: any FileSystem) {
    self.directory = directory
    self.fileSystem = fileSystem
  }

  /// - Parameter reach: the highest record that was acknowledged, as far as that is known.
  func plan(_ problem: JournalError, reach: UInt64) throws(JournalError) -> RepairPlan {
    let numbers = try directory.segmentNumbers()
    guard let first = numbers.first, let last = numbers.last else { throw nothingToRepair() }
    if let removal = try removal(problem, segments: first...last) { return removal }
    var damaged = max(first, min(number(problem) ?? first, last + 1))
    // A missing segment is found where the one before it ends, and that one can stay as it is.
    if damaged < last, !numbers.contains(damaged + 1), (try? end(of: damaged, in: numbers)) != nil { damaged += 1 }
    // Where a segment was left is said by the next one only, which would be written anew.
    while damaged > first, try header(damaged)?.features.contains(.afterLeftSegment) ?? false { damaged -= 1 }
    let before = numbers.contains(damaged - 1) ? try end(of: damaged - 1, in: numbers) : try snapshotEnd(damaged - 1)
    let firstSequence = try header(first)?.firstSequence ?? 1
    let start = before?.sequence ?? firstSequence
    var salvage = Salvage(from: start)
    for number in damaged...max(damaged, last) {
      let next = try header(number + 1)
      guard let file = try directory.openSegment(Segment.fileName(number), .read) else {
        salvage.noteMissing(directory.segments.path + "/" + Segment.fileName(number))
        continue
      }
      let wasLeft = next?.features.contains(.afterLeftSegment) ?? false
      try salvage.scan(file, number: number, before: next?.firstSequence, wasLeft: wasLeft)
    }
    guard try headerIdentifier() != nil || !salvage.runs.isEmpty else { throw nothingToRepair() }
    let identifier: [UInt8]
    if let known = try journalIdentifier() { identifier = known } else { identifier = try newIdentifier() }
    let kept = Self.kept(salvage, from: firstSequence, before: start)
    return RepairPlan(
      problem: problem,
      firstSegment: damaged,
      kept: kept,
      lost: Self.lost(salvage, from: start, reach: max(reach, try promised(salvage))),
      dropped: salvage.dropped,
      keptRecords: kept.reduce(0) { $0 + UInt64($1.count) },
      runs: salvage.runs,
      journalIdentifier: identifier,
      link: before?.link ?? 0,
      firstSequence: start
    )
  }

  /// What to remove where the damage is in what other files stand for too: a snapshot whose segments or predecessor are
  /// there, or history that a snapshot covers; nil for other damage.
  private func removal(_ problem: JournalError, segments: ClosedRange<UInt64>) throws(JournalError) -> RepairPlan? {
    let snapshots = try directory.snapshotNumbers()
    let name = problem.path?.split(separator: "/").last.map(String.init) ?? ""
    if let damaged = Snapshot.number(ofFile: name) {
      let others = snapshots.filter { $0 != damaged && $0 + 1 >= segments.lowerBound }
      guard segments.lowerBound == 1 || !others.isEmpty else {
        throw JournalError(
          .corrupt,
          "\(problem.message). The segments that this snapshot stands for are gone: it cannot be repaired, and nothing was "
            + "changed. Put a copy back",
          path: problem.path
        )
      }
      return RepairPlan(problem, removing: [], [damaged])
    }
    guard let newest = snapshots.last, let damaged = number(problem), damaged <= newest, newest < segments.upperBound
    else { return nil }
    return RepairPlan(problem, removing: Array(segments.lowerBound...newest), snapshots.filter { $0 < newest })
  }

  /// Where the segment that a snapshot ends with ended; nil when there is no such snapshot.
  private func snapshotEnd(_ number: UInt64) throws(JournalError) -> (sequence: UInt64, link: UInt32)? {
    guard let snapshot = try Snapshot.open(number, in: directory) else { return nil }
    return (snapshot.header.lastSequence + 1, snapshot.header.link)
  }

  /// The id of the journal, from the first segment whose header can be read, else from the lock file; nil when neither can.
  func journalIdentifier() throws(JournalError) -> [UInt8]? {
    if let identifier = try headerIdentifier() { return identifier }
    return try LockFile(in: directory, mode: .readOnly).read().holder?.journalIdentifier
  }

  private func headerIdentifier() throws(JournalError) -> [UInt8]? {
    for number in try directory.segmentNumbers() {
      if let header = try header(number) { return header.journalIdentifier }
    }
    return nil
  }

  /// Frames do not say which journal they are of.
  private func newIdentifier() throws(JournalError) -> [UInt8] {
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in try fileSystem.randomBytes(16) }
  }

  private func nothingToRepair() -> JournalError {
    JournalError(
      .corrupt,
      "\(directory.segments.path) has nothing that looks like a part of a journal: there is nothing to repair, and nothing "
        + "was changed. Put a copy back, or choose another directory",
      path: directory.segments.path
    )
  }

  private func number(_ problem: JournalError) -> UInt64? {
    problem.path?.split(separator: "/").last.flatMap { Segment.number(ofFile: String($0)) }
  }

  /// Nil when there is no such segment, or its header cannot be read.
  private func header(_ number: UInt64) throws(JournalError) -> SegmentHeader? {
    do {
      return try Segment.open(number, in: directory, .read)?.header
    } catch {
      guard error.code == .corrupt else { throw error }
      return nil
    }
  }

  /// Where an intact segment ends; nil when there is none.
  private func end(of number: UInt64, in numbers: [UInt64]) throws(JournalError) -> (sequence: UInt64, link: UInt32)? {
    guard numbers.contains(number), let segment = try Segment.open(number, in: directory, .read) else { return nil }
    var cursor = LogCursor(at: segment, in: directory, .read)
    while true {
      switch try cursor.step() {
      case .frame(let frame): cursor.pass(frame.header, checksum: frame.checksum)
      case .footer(let footer):
        cursor.pass(footer)
        return (cursor.nextSequence, cursor.link)
      case .left, .end, .invalid: throw cursor.corrupt("the segment before the damage is damaged too")
      }
    }
  }

  /// The highest record that a frame that is kept, or a segment, says was there.
  private func promised(_ salvage: Salvage) throws(JournalError) -> UInt64 {
    guard let last = try directory.segmentNumbers().last, let header = try header(last) else {
      return salvage.nextSequence - 1
    }
    return max(salvage.nextSequence, header.firstSequence) - 1
  }

  private static func kept(_ salvage: Salvage, from first: UInt64, before start: UInt64) -> [ClosedRange<UInt64>] {
    var all = start > first ? [first...(start - 1)] : []
    for run in salvage.runs {
      if let last = all.last, last.upperBound + 1 == run.firstSequence {
        all[all.count - 1] = last.lowerBound...run.lastSequence
      } else {
        all.append(run.firstSequence...run.lastSequence)
      }
    }
    return all
  }

  private static func lost(_ salvage: Salvage, from start: UInt64, reach: UInt64) -> [ClosedRange<UInt64>] {
    var all: [ClosedRange<UInt64>] = []
    var next = start
    for run in salvage.runs {
      if run.firstSequence > next { all.append(next...(run.firstSequence - 1)) }
      next = run.lastSequence + 1
    }
    if reach >= next { all.append(next...reach) }
    return all
  }
}
