import CSystem
import Journal
import Testing

@Suite struct ChecksumTests {
  /// RFC 3720, B.4, and the check value of the algorithm's catalogue.
  static let vectors: [([UInt8], UInt32)] = [
    (Array("123456789".utf8), 0xe306_9283),
    ([], 0),
    ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
    ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
    (Array(0..<32), 0x46dd_794e),
    ((0..<32).reversed(), 0x113f_db5c),
  ]

  @Test(arguments: vectors)
  func `published values are met, with and without the processor's instruction`(bytes: [UInt8], expected: UInt32) {
    #expect(Checksum.of(bytes) == expected)
    #expect(bytes.withUnsafeBytes { daybook_crc32c_table(0, $0.baseAddress, $0.count) } == expected)
  }

  @Test func `both ways agree on every length and alignment, and on bytes in two parts`() {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
    bytes.withUnsafeBytes { buffer in
      for start in 0..<9 {
        for end in start...buffer.count {
          let part = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
          let expected = daybook_crc32c_table(0, part.baseAddress, part.count)
          #expect(Checksum.of(part) == expected, "\(start)..<\(end) of \(bytes)")
          let head = UnsafeRawBufferPointer(rebasing: part.prefix(part.count / 3))
          let tail = UnsafeRawBufferPointer(rebasing: part.dropFirst(part.count / 3))
          #expect(Checksum.of(tail, after: Checksum.of(head)) == expected)
        }
      }
    }
  }
}
