import Glibc

/// One line of the system's process table, as `/proc/PID/stat` has it.
package struct ProcessTableEntry: Hashable, Sendable {
  /// Its number.
  package let processID: Int32
  /// The process group it belongs to.
  package let group: Int32
  /// The session it belongs to.
  package let session: Int32
  /// Clock ticks since the system booted.
  package let startTime: UInt64
  /// Whether it still runs; a process that ended and waits to be collected does not.
  package let isAlive: Bool

  /// The entry of a process; nil when there is none of that number.
  package static func read(_ processID: Int32) -> ProcessTableEntry? {
    let descriptor = open("/proc/\(processID)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { return nil }
      return ProcessTableEntry(processID: processID, line: UnsafeRawBufferPointer(buffer)[..<count])
    }
  }

  /// All processes that can be seen, in no particular order; some may have ended by now.
  package static func all() -> [ProcessTableEntry] {
    guard let directory = opendir("/proc") else { return [] }
    defer { closedir(directory) }
    var entries: [ProcessTableEntry] = []
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard let processID = Int32(name), let entry = read(processID) else { continue }
      entries.append(entry)
    }
    return entries
  }

  /// The name comes second, in parentheses, and may itself hold blanks and parentheses: fields count from the last one.
  private init?(processID: Int32, line: Slice<UnsafeRawBufferPointer>) {
    guard let end = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = line[(end + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 20)
    guard fields.count > 19,
      let state = fields[0].first,
      let group = Self.number(fields[2]),
      let session = Self.number(fields[3]),
      let startTime = Self.number(fields[19])
    else { return nil }
    self.processID = processID
    self.group = Int32(truncatingIfNeeded: group)
    self.session = Int32(truncatingIfNeeded: session)
    self.startTime = UInt64(startTime)
    isAlive = state != UInt8(ascii: "Z") && state != UInt8(ascii: "X")
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> Int64? {
    Int64(String(decoding: digits, as: UTF8.self))
  }
}
