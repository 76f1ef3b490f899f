/// Receives records in order: the sequence number and the bytes, which are valid only during the call.
package typealias RecordReceiver = (_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) throws -> Void

/// One process's view of one log of records: catch up, decide, append.
///
/// Old records are compacted away in the course of time: a snapshot then says what they amount to, and the log goes on
/// behind it. What would deliver a record that is gone throws `compacted` instead, and `restore` hands the snapshot over.
///
/// Sequence numbers start at 1, have no gaps, and every opener of a log sees the same records in the same order.
/// `restore`, `catchUp`, `transact`, `finish` and `waitForChange` are called from one thread at a time; `sync`, `acknowledge`,
/// `record`, `read` and `wake` from any. The store knows nothing of what the bytes mean.
///
/// When the caller's closure throws, the error is passed on, and records delivered before it count as delivered; any
/// other error is a `JournalError`.
package protocol JournalStore: AnyObject, Sendable {
  /// The sequence number of the last record delivered or appended; 0 before the first.
  var position: UInt64 { get }

  /// The last record that the log is known to have, delivered or not; an estimate, for saying how far reading has come.
  var lastKnown: UInt64 { get }

  /// Hands over the newest snapshot, if it reaches further than `position`, and moves to behind it.
  ///
  /// Everything delivered before is to be forgotten: the snapshot takes its place.
  /// - Parameter receive: given the last sequence number the snapshot covers, and its bytes, which are valid only during
  ///   the call.
  /// - Returns: whether there was such a snapshot.
  func restore(_ receive: RecordReceiver) throws -> Bool

  /// Delivers what was appended since, without taking a lock or writing a byte.
  ///
  /// An append still being written, or torn by a crash, is not delivered.
  func catchUp(_ receive: RecordReceiver) throws

  /// Takes the append lock, delivers the rest, and appends what `decide` returns as one frame: all of it counts or none.
  ///
  /// The records appended are not delivered: the caller decided them and knows them. Nothing of them may be told outside
  /// before `acknowledge` has returned.
  /// - Parameter decide: given the sequence number its first record will have; returning none appends nothing.
  /// - Returns: the sequence numbers given, nil when nothing was appended.
  func transact(
    _ receive: RecordReceiver,
    _ decide: (_ nextSequence: UInt64) throws -> RecordBatch
  ) throws -> ClosedRange<UInt64>?

  /// Whether the disk is full but for the reserve, as found by the append under way: asked inside `decide`.
  ///
  /// What begins something new has to wait then, so that what ends something still finds room.
  var isShortOfSpace: Bool { get }

  /// Says that records may mean what came with this version: left for those who append without having read any.
  func noteRecordVersion(_ version: UInt32)

  /// Returns once every record this store has delivered or appended is on disk.
  ///
  /// Throws `outcomeUnknown` when that cannot be said, because this or another process failed to write or sync.
  func sync() throws

  /// Returns once what this store has appended counts as accepted: by `sync`, unless it was opened with a weaker durability.
  func acknowledge() throws

  /// How long until `sync` is to be called, so that a weaker durability keeps what it promises; in milliseconds, 0 for at
  /// once, nil for no such need.
  var millisecondsUntilSync: Int? { get }

  /// Ends the use of the store in good order: returns once everything is on disk.
  func finish() throws

  /// One record at or before `position`, read from the log.
  ///
  /// Throws `compacted` when it was compacted away; records with a payload are carried forward for as long as they matter.
  func record(_ sequence: UInt64) throws -> [UInt8]

  /// One record at or before `position`, if it has a payload: found without a search. Nil when it has none; of what was
  /// compacted away, records with a payload that may still be read were kept.
  func payloadRecord(_ sequence: UInt64) throws -> [UInt8]?

  /// Delivers records from `sequence` on, until there are no more or `receive` returns false; does not move `position`.
  ///
  /// Throws `compacted`, with the first record that is left, when the next one to deliver was compacted away.
  func read(from sequence: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws

  /// Blocks the calling thread until the log has grown, `wake` was called, or the time is up.
  /// - Parameter timeoutMilliseconds: negative waits without end.
  /// - Returns: whether there may be something to catch up with.
  func waitForChange(timeoutMilliseconds: Int32) -> Bool

  /// Ends the wait under way, or else the next one.
  func wake()
}

extension JournalStore {
  /// Where space does not run out.
  package var isShortOfSpace: Bool { false }

  /// Where everybody reads.
  package func noteRecordVersion(_ version: UInt32) {}

  /// Where there is no weaker durability.
  package func acknowledge() throws { try sync() }

  /// Where every append is synced before it counts.
  package var millisecondsUntilSync: Int? { nil }

  /// Where every append was synced before it counted.
  package func finish() throws {}

  /// Where nothing is known of what is to come.
  package var lastKnown: UInt64 { position }

  /// Where no search is needed to find a record.
  package func payloadRecord(_ sequence: UInt64) throws -> [UInt8]? { try record(sequence) }
}
