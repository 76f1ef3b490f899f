/// What a repair keeps and what it drops.
package struct RepairPlan: Sendable {
  /// Bytes that are dropped.
  package struct Region: Sendable, Equatable {
    package let path: String
    package let offset: UInt64
    package let bytes: Int
    /// What is wrong, as the end of a sentence.
    package let reason: String
  }

  /// What verifying says of the journal as it is; nil when it is intact and nothing has to be done.
  package let problem: JournalError?
  /// The first segment that is written anew; 0 when none is.
  package let firstSegment: UInt64
  /// Records that are kept, in order of number: those before the damage, and the runs behind it.
  package let kept: [ClosedRange<UInt64>]
  /// Records that were in the log once, and are lost.
  package let lost: [ClosedRange<UInt64>]
  package let dropped: [Region]
  /// How many records are kept.
  package let keptRecords: UInt64
  let runs: [Salvage.Run]
  let journalIdentifier: [UInt8]
  /// What stands before the first segment that is written anew.
  let link: UInt32
  let firstSequence: UInt64
  /// Files that are removed because others stand for them: numbers of segments and of snapshots.
  var removed: (segments: [UInt64], snapshots: [UInt64]) = ([], [])

  /// Whether nothing is written anew.
  var removesOnly: Bool { !removed.segments.isEmpty || !removed.snapshots.isEmpty }
  /// How many records are lost.
  package var lostRecords: UInt64 { lost.reduce(0) { $0 + UInt64($1.count) } }
}

extension RepairPlan {
  /// A repair that only removes files that others stand for.
  init(_ problem: JournalError, removing segments: [UInt64], _ snapshots: [UInt64]) {
    self.init(
      problem: problem,
      firstSegment: 0,
      kept: [],
      lost: [],
      dropped: [Region(path: problem.path ?? "", offset: 0, bytes: 0, reason: "a snapshot or segments stand for it")],
      keptRecords: 0,
      runs: [],
      journalIdentifier: [],
      link: 0,
      firstSequence: 0
    )
    removed = (segments, snapshots)
  }
}

/// What a repair did.
package struct RepairReport: Sendable {
  package let plan: RepairPlan
  /// The folder that has every file as it was before; nil when nothing was changed.
  package let aside: String?
  /// What verifying says of the result.
  package let verification: VerificationReport
}
