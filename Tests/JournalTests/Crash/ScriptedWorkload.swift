import Journal
import SimulatedHardware
import Testing

/// A script, run on a virtual machine, and the disk before each of its calls that changes something.
final class ScriptedWorkload {
  /// A moment at which the power may go.
  struct Moment {
    let disk: Disk
    /// The records known to be on disk.
    let acknowledged: Int
    /// The records that somebody was told of, on disk or not.
    let told: Int
    /// The records that were appended, or were about to be.
    let attempted: Int
    /// The call that had not been made yet.
    let call: SystemCall
    /// Whether the call may put something on disk for good. Before any other call, nothing can be left that could not also
    /// be left before the next.
    var isBarrier: Bool { ["fdatasync", "fsync", "end"].contains(call.name) }
  }

  static let path = "/state/journal"

  private(set) var moments: [Moment] = []
  private(set) var acknowledged: Int
  private(set) var attempted: Int
  private(set) var told = 0
  let machine: Machine

  /// - Parameters:
  ///   - acknowledged: how many records are on the disk already.
  ///   - attempted: how many may be.
  init(disk: Disk = Disk(), acknowledged: Int = 0, attempted: Int = 0) {
    // Each power cut is followed by another boot.
    machine = Machine(disk: disk, boot: attempted == 0 ? 1 : 2)
    self.acknowledged = acknowledged
    self.attempted = attempted
    machine.interposer = { [unowned self] call, _ in
      if call.isMutating { note(call) }
      return .proceed
    }
  }

  func open(_ options: JournalOptions = .tiny) throws -> DirectoryJournal {
    try DirectoryJournal.open(Self.path, mode: .readWrite, options: options, fileSystem: machine.start())
  }

  /// Appends the next records as one frame, without a sync.
  func append(_ count: Int = 1, length: Int = 60, to journal: DirectoryJournal) throws {
    let records = (1...count).map { Self.record(attempted + $0, length: length) }
    attempted += count
    _ = try journal.transact(ignore) { _ in RecordBatch(records) }
  }

  func sync(_ journal: DirectoryJournal) throws {
    let position = journal.position
    try journal.sync()
    acknowledged = max(acknowledged, Int(position))
  }

  /// Tells of everything as soon as the journal's durability allows it.
  func tell(_ journal: DirectoryJournal) throws {
    let position = journal.position
    try journal.acknowledge()
    told = max(told, Int(position))
  }

  /// The machine as it stands at the end is a moment, too.
  func finish() { note(SystemCall("end")) }

  private func note(_ call: SystemCall) {
    moments.append(
      Moment(disk: machine.disk, acknowledged: acknowledged, told: told, attempted: attempted, call: call))
  }

  /// Begins with its number; without zero bytes, so that a sector of zeros was not written.
  static func record(_ number: Int, length: Int) -> NewRecord {
    let text = "record \(number) "
    return NewRecord(text + String(repeating: "x", count: max(0, length - text.count)), payload: number % 2 == 0)
  }

  /// Which record it is; nil when it is none of ours.
  static func number(_ record: [UInt8]) -> Int? {
    let words = String(decoding: record, as: UTF8.self).split(separator: " ")
    guard words.count > 1, let number = Int(words[1]), Self.record(number, length: record.count).bytes == record else {
      return nil
    }
    return number
  }
}
