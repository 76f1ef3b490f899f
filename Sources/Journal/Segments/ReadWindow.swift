/// A part of a file in memory, moved along as the file is read.
///
/// Reads are small at first and larger when they go on, so that a look at the end of the log is cheap and a replay takes
/// few calls. The file is never mapped: it may be cut by another process while it is read.
struct ReadWindow: Sendable {
  private static let firstRead = 4096
  private static let largestRead = 1 << 20

  private var bytes: [UInt8] = []
  private var start: UInt64 = 0
  private var count = 0
  private var nextRead = firstRead

  /// Lets go of what was read: the file may have changed.
  mutating func forget() {
    count = 0
    nextRead = Self.firstRead
    // A frame can be far larger than what is usually read.
    if bytes.count > 2 * Self.largestRead { bytes = [] }
  }

  /// Brings bytes from `offset` on into memory, and returns where they are; there are fewer than `wanted` only at the end
  /// of the file.
  @inline(__always)
  mutating func load(_ wanted: Int, at offset: UInt64, of file: OpenFile) throws(JournalError) -> Range<Int> {
    if offset < start || offset + UInt64(wanted) > start + UInt64(count) { try read(wanted, at: offset, of: file) }
    let first = Int(offset - start)
    return first..<min(first + wanted, count)
  }

  /// The bytes `load` brought last.
  @inline(__always)
  func withBytes<Result>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private mutating func read(_ wanted: Int, at offset: UInt64, of file: OpenFile) throws(JournalError) {
    let size = max(wanted, nextRead)
    nextRead = min(4 * nextRead, Self.largestRead)
    if bytes.count < size { bytes = [UInt8](repeating: 0, count: size) }
    count = 0
    count = try bytes.withMutableBytes { (buffer) throws(JournalError) in
      try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]), at: offset)
    }
    start = offset
  }
}
