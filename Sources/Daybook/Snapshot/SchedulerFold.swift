import Journal

/// The fold of the scheduler's records for a snapshot: a second state, which nobody looks at meanwhile.
package struct SchedulerFold: JournalFold {
  private var state = SchedulerState()
  /// The records that hold the results of jobs; filled when the state is encoded.
  private var results: Set<UInt64> = []

  package init() {}

  package mutating func restore(_ bytes: UnsafeRawBufferPointer, through sequence: UInt64) throws {
    state = try SchedulerState(restoring: bytes, through: sequence)
  }

  package mutating func apply(_ sequence: UInt64, _ record: UnsafeRawBufferPointer) throws {
    try state.fold(sequence, record)
  }

  package mutating func encode() throws -> [UInt8] {
    // Records may have meanings that this version does not know, and their sum must not be written down wrong.
    guard state.foldVersion <= Event.foldVersion else { throw DaybookError.newerFold(state.foldVersion) }
    results = state.resultSequences
    return state.encoded()
  }

  package mutating func keepsPayload(of sequence: UInt64) -> Bool {
    state.slots[JobID(sequence)] != nil || results.contains(sequence)
  }
}

extension SchedulerState {
  /// The state of a snapshot.
  ///
  /// - Throws: `.corrupt` when this version cannot read it.
  convenience init(restoring bytes: UnsafeRawBufferPointer, through sequence: UInt64) throws(DaybookError) {
    do throws(RecordError) {
      try self.init(decoding: bytes)
    } catch {
      throw DaybookError(
        .corrupt, "the snapshot of records up to \(sequence) cannot be read: \(error). Nothing was changed",
        cause: error)
    }
    guard lastSequence == sequence else {
      throw DaybookError(
        .corrupt,
        "the snapshot of records up to \(sequence) holds the state after record \(lastSequence). Nothing was changed")
    }
  }

  /// Folds in a record as it stands in the journal.
  ///
  /// - Throws: `.corrupt` when this version cannot read it.
  package func fold(_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) throws(DaybookError) {
    if let job = PlainEnqueue(bytes) { return apply(job, sequence: sequence) }
    do throws(RecordError) {
      apply(try RecordedEvent(decoding: bytes, keepsPayload: false), sequence: sequence)
    } catch {
      throw DaybookError(
        .corrupt, "record \(sequence) cannot be read: \(error). Nothing was changed; see daybook journal verify",
        cause: error)
    }
  }

  /// The records that hold results of jobs.
  fileprivate var resultSequences: Set<UInt64> { Set(details.values.compactMap(\.resultSequence)) }
}
