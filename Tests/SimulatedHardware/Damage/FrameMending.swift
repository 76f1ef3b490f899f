import Journal

/// Makes the checksums of damaged segments right again, so that what lies behind them is tried as well.
package enum FrameMending {
  private static let mark = Array("DBF".utf8)
  // Where Frame.swift and SegmentHeader.swift have them.
  private static let (payloadLength, link, payloadChecksum, headerChecksum) = (4, 32, 36, 40)
  private static let segmentChecksum = SegmentHeader.size - 4

  /// The header's own checksum, of every frame whose mark still stands.
  package static func mendHeaders(_ bytes: inout [UInt8]) {
    var at = SegmentHeader.size
    while at + FrameHeader.size <= bytes.count {
      if hasMark(bytes, at) { put(Checksum.of(Array(bytes[at..<(at + headerChecksum)])), &bytes, at + headerChecksum) }
      at += 1
    }
  }

  /// Every checksum and link from the start of the segment on, as far as each frame's length leads to the next.
  package static func mendChain(_ bytes: inout [UInt8]) {
    guard bytes.count >= SegmentHeader.size else { return }
    var last = Checksum.of(Array(bytes[..<segmentChecksum]))
    put(last, &bytes, segmentChecksum)
    var at = SegmentHeader.size
    while at + FrameHeader.size <= bytes.count, hasMark(bytes, at) {
      let length = bytes[(at + payloadLength)..<(at + payloadLength + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
      let end = at + FrameHeader.size + length
      guard end <= bytes.count else { return }
      put(Checksum.of(Array(bytes[(at + FrameHeader.size)..<end])), &bytes, at + payloadChecksum)
      put(last, &bytes, at + link)
      last = Checksum.of(Array(bytes[at..<(at + headerChecksum)]))
      put(last, &bytes, at + headerChecksum)
      at = end
    }
  }

  private static func hasMark(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes[at..<(at + mark.count)].elementsEqual(mark)
  }

  private static func put(_ value: UInt32, _ bytes: inout [UInt8], _ at: Int) {
    for byte in 0..<4 { bytes[at + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
  }
}
