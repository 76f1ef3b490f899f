import Synchronization

/// One opener's view of a log in memory: what a directory journal promises, without the directory.
package final class MemoryJournal: JournalStore {
  private let log: MemoryLog
  private let delivered = Atomic<UInt64>(0)
  private let changed = WaitSignal()

  init(_ log: MemoryLog) {
    self.log = log
    log.content.withLock { $0.openers.append(Opener(signal: changed)) }
  }

  deinit {
    let changed = changed
    log.content.withLock { $0.openers.removeAll { $0.signal === changed } }
  }

  /// Whom to tell of an append.
  struct Opener: Sendable {
    let signal: WaitSignal
  }

  package var position: UInt64 { delivered.load(ordering: .acquiring) }

  package var lastKnown: UInt64 { UInt64(log.count) }

  /// A log in memory is never compacted.
  package func restore(_ receive: RecordReceiver) throws -> Bool { false }

  package func catchUp(_ receive: RecordReceiver) throws {
    // Copied a piece at a time, so that the receiver may append to the log itself.
    while true {
      let first = position
      let piece = log.content.withLock { Array($0.records.dropFirst(Int(first)).prefix(1000)) }
      if piece.isEmpty { return }
      for (place, record) in piece.enumerated() {
        let sequence = first + UInt64(place) + 1
        try record.withUnsafeBytes { try receive(sequence, $0) }
        delivered.store(sequence, ordering: .releasing)
      }
    }
  }

  package func transact(
    _ receive: RecordReceiver,
    _ decide: (_ nextSequence: UInt64) throws -> RecordBatch
  ) throws -> ClosedRange<UInt64>? {
    try log.appending.withLock { _ in
      try catchUp(receive)
      let records = try decide(position + 1)
      guard !records.isEmpty else { return nil }
      _ = try FrameBuffer.length(of: records)
      let first = position + 1
      let others = log.content.withLock { content in
        content.records += records.map(\.bytes)
        return content.openers.filter { $0.signal !== changed }
      }
      delivered.store(first + UInt64(records.count) - 1, ordering: .releasing)
      for other in others { other.signal.raise() }
      return first...position
    }
  }

  package func sync() throws {}

  package func record(_ sequence: UInt64) throws -> [UInt8] {
    guard sequence > 0, sequence <= position else {
      throw JournalError(
        .noSuchRecord,
        "there is no record \(sequence) in the log; the last one is \(position)",
        sequence: sequence
      )
    }
    return log.content.withLock { $0.records[Int(sequence) - 1] }
  }

  package func read(from sequence: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws {
    var next = max(sequence, 1)
    while let record = log.content.withLock({ Int(next) <= $0.records.count ? $0.records[Int(next) - 1] : nil }) {
      guard try record.withUnsafeBytes({ try receive(next, $0) }) else { return }
      next += 1
    }
  }

  package func waitForChange(timeoutMilliseconds: Int32) -> Bool {
    if UInt64(log.count) > position { return true }
    changed.wait(milliseconds: timeoutMilliseconds)
    return UInt64(log.count) > position
  }

  package func wake() {
    changed.raise()
  }
}
