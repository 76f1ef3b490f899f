/// A child process that a worker has recorded.
package struct WorkerChild: Sendable, Hashable {
  /// Its number, and that of its process group.
  package let process: UInt32
  /// In clock ticks since the machine started; tells it apart from a later process with the same number.
  package let startTime: UInt64
  /// Of the attempt it runs; 0 for none.
  package let token: UInt64

  package init(process: UInt32, startTime: UInt64, token: UInt64) {
    self.process = process
    self.startTime = startTime
    self.token = token
  }

  func encode() -> [UInt8] {
    WorkerFile.block(WorkerFile.slotSize) { bytes in
      bytes.put(process, at: 0)
      bytes.put(startTime, at: 8)
      bytes.put(token, at: 16)
    }
  }

  /// Nil for a slot that is free or was never filled.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> WorkerChild? {
    guard WorkerFile.isIntact(bytes), bytes.integer(at: 0, as: UInt32.self) != 0 else { return nil }
    return WorkerChild(process: bytes.integer(at: 0), startTime: bytes.integer(at: 8), token: bytes.integer(at: 16))
  }
}
