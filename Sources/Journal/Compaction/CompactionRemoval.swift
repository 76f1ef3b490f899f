/// Takes away what the newest snapshot replaces, but for what is to be kept for looking back.
///
/// What stays is always one unbroken log: a snapshot, or nothing before segment 1, and every segment behind it.
struct CompactionRemoval {
  let directory: JournalDirectory
  let keep: JournalKeep

  /// Removes segments, the oldest first, and snapshots; returns how many files went.
  func run() throws(JournalError) -> Int {
    guard let layout = try JournalLayout.read(directory), let start = try start(of: layout) else { return 0 }
    let segments = layout.segments.filter { $0 <= start }
    // Also one that a crash left behind without its segments.
    let snapshots = try directory.snapshotNumbers().filter { $0 < start }
    for number in segments {
      try remove(Segment.fileName(number), in: directory.segments)
      // One at a time: a power cut may undo one removal and not the next, and that would leave a gap.
      try synchronize(directory.segments)
    }
    guard let folder = directory.snapshots, !snapshots.isEmpty else { return segments.count }
    for number in snapshots { try remove(Snapshot.fileName(number), in: folder) }
    try synchronize(folder)
    return segments.count + snapshots.count
  }

  /// Removes snapshots that somebody began and did not live to finish; used while none is being made.
  func removeUnfinished() throws(JournalError) {
    guard let folder = directory.snapshots else { return }
    for name in try directory.unfinishedSnapshots() { try remove(name, in: folder) }
  }

  /// The snapshot with which the log is to begin: the newest behind which everything lies that is to be kept; nil when
  /// the log is to begin with segment 1.
  private func start(of layout: JournalLayout) throws(JournalError) -> UInt64? {
    guard let newest = layout.snapshots.last else { return nil }
    let firstKept = try firstKept(of: layout)
    let start = firstKept > newest ? newest : layout.snapshots.last { $0 < firstKept }
    guard let start else { return nil }
    // Nothing is removed on the word of a file that cannot be read.
    guard let snapshot = try Snapshot.open(start, in: directory) else { return nil }
    _ = try snapshot.state()
    return start
  }

  /// The first segment that age or size keep.
  private func firstKept(of layout: JournalLayout) throws(JournalError) -> UInt64 {
    let oldest = directory.fileSystem.wallMilliseconds().subtractingSaturated(keep.milliseconds)
    var first = layout.segments.upperBound
    var total: UInt64 = 0
    while first > layout.segments.lowerBound {
      guard let next = try Segment.open(first, in: directory, .read),
        let segment = try Segment.open(first - 1, in: directory, .read)
      else { break }
      total += try segment.file.status().size
      // A segment is as old as its last record, and that was written before the next segment was made.
      let isYoung = keep.milliseconds > 0 && next.header.created > oldest
      guard isYoung || total <= keep.bytes else { break }
      first -= 1
    }
    return first
  }

  private func remove(_ name: String, in folder: OpenFile) throws(JournalError) {
    try JournalDirectory.call(folder.path + "/" + name) { () throws(SystemCallError) in
      try directory.fileSystem.remove(name, in: folder.descriptor)
    }
  }

  private func synchronize(_ folder: OpenFile) throws(JournalError) {
    try JournalDirectory.call(folder.path) { () throws(SystemCallError) in try folder.synchronize() }
  }
}

extension Int64 {
  fileprivate func subtractingSaturated(_ other: Int64) -> Int64 {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? .min : difference
  }
}
