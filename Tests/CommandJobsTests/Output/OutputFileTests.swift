import CommandJobs
import Foundation
import Testing

struct OutputFileTests {
  private static let limit = 64 << 10
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  private func open() -> OutputFile { OutputFile(path: bench.path("out"), limit: Self.limit) }

  /// Recognisable bytes: eight digits for every eight bytes.
  private func numbered(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 8)
    var number = 0
    while bytes.count < count {
      let digits = String(number)
      bytes += Array(String(repeating: "0", count: 7 - digits.count).utf8) + Array(digits.utf8) + [32]
      number += 1
    }
    return Array(bytes.prefix(count))
  }

  private func write(_ bytes: [UInt8], pieces: Int) -> (isTruncated: Bool, problem: String?) {
    var file = open()
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes { file.append($0) }
    }
    let isTruncated = file.isTruncated
    file.finish()
    let byteCount = file.byteCount
    #expect(byteCount == Int64(bytes.count))
    return (isTruncated, file.problem)
  }

  @Test(arguments: [0, 1, limit - 1, limit]) func `output up to the limit is kept whole`(count: Int) throws {
    let bytes = numbered(count)
    let (isTruncated, problem) = write(bytes, pieces: 1000)
    #expect(bench.bytes("out") == bytes)
    #expect(!isTruncated && problem == nil)
  }

  @Test(arguments: [limit + 1, limit + 100, 3 * limit, (1 << 20) + limit, (1 << 20) + limit + 1, 5_000_001])
  func `beyond the limit head and tail are kept and the gap is marked`(count: Int) throws {
    let bytes = numbered(count)
    let (isTruncated, problem) = write(bytes, pieces: 65536)
    let half = Self.limit / 2
    let formatter = NumberFormatter()
    formatter.groupingSeparator = ","
    formatter.numberStyle = .decimal
    let missing = formatter.string(from: NSNumber(value: count - Self.limit)) ?? ""
    let marker = Array("\n… \(missing) bytes left out …\n".utf8)
    #expect(bench.bytes("out") == Array(bytes.prefix(half)) + marker + Array(bytes.suffix(half)))
    #expect(isTruncated && problem == nil)
    #expect(!bench.exists("out.closed"))
  }

  @Test func `while it grows the file uses bounded space and can be followed to the end`() throws {
    var file = open()
    let bytes = numbered(8 << 20)
    bytes[..<16384].withUnsafeBytes { file.append($0) }
    var reader = try OutputReader(path: bench.path("out"))
    var read: [UInt8] = []
    var largest = 0
    for start in stride(from: 16384, to: bytes.count, by: 16384) {
      bytes[start..<start + 16384].withUnsafeBytes { file.append($0) }
      while case .bytes(let piece)? = try reader.next() { read += piece }
      var status = stat()
      stat(bench.path("out"), &status)
      largest = max(largest, Int(status.st_blocks) * 512)
    }
    file.finish()
    while case .bytes(let piece)? = try reader.next() { read += piece }
    #expect(read == bytes)
    #expect(largest <= Self.limit + (1 << 20) + 65536)
  }

  @Test func `a reader that comes late is told of the gap`() throws {
    var file = open()
    let bytes = numbered(4 << 20)
    bytes.withUnsafeBytes { file.append($0) }
    var reader = try OutputReader(path: bench.path("out"))
    var head: [UInt8] = []
    var gap: Int64 = 0
    var tail: [UInt8] = []
    while let piece = try reader.next(maximum: 10_000) {
      switch piece {
      case .gap(let count): gap += count
      case .bytes(let piece) where gap == 0: head += piece
      case .bytes(let piece): tail += piece
      }
    }
    #expect(head == Array(bytes.prefix(Self.limit / 2)))
    #expect(tail == Array(bytes.suffix(tail.count)) && tail.count >= Self.limit / 2)
    #expect(gap == Int64(bytes.count - head.count - tail.count))
    file.finish()
  }

  @Test func `the last bytes can be read without the rest`() throws {
    var file = open()
    numbered(30_000).withUnsafeBytes { file.append($0) }
    file.finish()
    var reader = try OutputReader(path: bench.path("out"))
    reader.skipToLast(8)
    let (last, end) = (try reader.next(), try reader.next())
    #expect(last == .bytes(Array("0003749 ".utf8)))
    #expect(end == nil)
  }

  @Test func `nothing is made before the first byte`() {
    var file = open()
    #expect(!bench.exists("out"))
    [UInt8]().withUnsafeBytes { file.append($0) }
    file.finish()
    let (byteCount, problem) = (file.byteCount, file.problem)
    #expect(!bench.exists("out") && byteCount == 0 && problem == nil)
  }

  @Test func `an existing file or link is never written to`() throws {
    try FileManager.default.createSymbolicLink(atPath: bench.path("out"), withDestinationPath: bench.path("target"))
    var file = open()
    for _ in 0..<2 { numbered(10).withUnsafeBytes { file.append($0) } }
    file.finish()
    let (byteCount, isTruncated, problem) = (file.byteCount, file.isTruncated, file.problem)
    #expect(byteCount == 20 && isTruncated)
    #expect(problem == "output was lost: cannot create \(bench.path("out")): file exists")
    #expect(!bench.exists("target"))
  }

  @Test func `a file that cannot be made is not tried again`() throws {
    try FileManager.default.createDirectory(atPath: bench.path("out"), withIntermediateDirectories: false)
    var file = open()
    numbered(10).withUnsafeBytes { file.append($0) }
    try FileManager.default.removeItem(atPath: bench.path("out"))
    // Readers take what is at offset n of the file for byte n of the output.
    numbered(10).withUnsafeBytes { file.append($0) }
    file.finish()
    #expect(!bench.exists("out"))
  }

  @Test func `only the owner can read it`() throws {
    var file = open()
    numbered(1).withUnsafeBytes { file.append($0) }
    file.finish()
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.path("out"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a full disk loses output and says so`() throws {
    // Stands for a full disk: writing to it always fails in that way.
    let full = OwnedDescriptor(adopting: Glibc.open("/dev/full", O_RDWR | O_CLOEXEC))
    var file = OutputFile(full, path: bench.path("full"), limit: Self.limit)
    numbered(10).withUnsafeBytes { file.append($0) }
    numbered(10).withUnsafeBytes { file.append($0) }
    file.finish()
    let (byteCount, isTruncated, problem) = (file.byteCount, file.isTruncated, file.problem)
    #expect(byteCount == 20)
    #expect(isTruncated)
    #expect(problem == "output was lost: no space left on device")
  }
}
