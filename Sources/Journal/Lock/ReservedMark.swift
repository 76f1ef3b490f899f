/// How far sequence numbers may have been told outside before their records were on disk; the rule is in
/// JournalOptions+Durability.swift.
///
/// The mark is written twice: to disk, and then, for those who look at it while the machine is up, with the word that it is
/// there. A process that dies in between, or whose sync failed, leaves a mark that no living process relies on.
struct ReservedMark: Sendable, Equatable {
  /// Every number up to this one counts as used.
  var sequence: UInt64
  /// The time since the machine's start in which it holds, by the kernel's boot id: 16 bytes. Zeros are of no such time.
  var bootIdentifier: [UInt8]
  /// Whether it is known to be on disk.
  var isOnDisk = false

  /// Of no time: what it covers may be lost.
  var unsettled: ReservedMark {
    ReservedMark(sequence: sequence, bootIdentifier: [UInt8](repeating: 0, count: 16))
  }

  /// Whether a record with this number may be acknowledged without a sync.
  func covers(_ sequence: UInt64, _ process: ProcessIdentity) -> Bool {
    isOnDisk && bootIdentifier == process.bootIdentifier && sequence <= self.sequence
  }

  /// Whether numbers from `next` on may belong to records that were lost since.
  func mayHaveLost(_ next: UInt64, _ process: ProcessIdentity) -> Bool {
    bootIdentifier != process.bootIdentifier && next <= sequence
  }

  /// How records from `next` on that cannot be found were acknowledged, by what the lock file says: the end of a sentence.
  static func acknowledgement(of next: UInt64, _ mark: ReservedMark?) -> String {
    guard let mark, mark.sequence >= next else { return "never acknowledged" }
    return "acknowledged only under the durability `interval` or `os`, which does not wait for the disk"
  }

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(sequence, at: 0)
    bytes.put(bootIdentifier, at: 8)
    bytes.put(isOnDisk ? UInt32(1) : 0, at: 24)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> ReservedMark? {
    guard LockFile.isIntact(bytes, seed: seed) else { return nil }
    return ReservedMark(
      sequence: bytes.integer(at: 0), bootIdentifier: Array(bytes[8..<24]),
      isOnDisk: bytes.integer(at: 24, as: UInt32.self) == 1)
  }
}
