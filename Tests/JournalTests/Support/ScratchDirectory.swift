import Foundation
import Glibc

/// A directory of its own for a test, gone when the test process ends: openers may outlive the test's own reference.
struct ScratchDirectory: Sendable {
  let path: String

  /// Holds all scratch directories of the process.
  private static let root: String = {
    // In memory where that can be had: most tests are about what is written, not about the disk.
    let isInMemory = access("/dev/shm", W_OK) == 0
    let parent = isInMemory ? "/dev/shm" : FileManager.default.temporaryDirectory.path
    var template = Array((parent + "/journal-tests-XXXXXX").utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary directory: \(errno)")
    atexit { try? FileManager.default.removeItem(atPath: ScratchDirectory.root) }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }()

  init() throws {
    path = Self.root + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  /// Where a test's journal is.
  var journal: String { path + "/journal" }

  /// The path of a segment's file.
  func segment(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return journal + "/segments/" + String(repeating: "0", count: 16 - digits.count) + digits + ".segment"
  }

  var lockFile: String { journal + "/journal.lock" }

  func bytes(of path: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(filePath: path))) }

  func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(filePath: path)) }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  /// Every file and what it contains.
  func content() throws -> [String: [UInt8]] {
    var content: [String: [UInt8]] = [:]
    for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory)
      if !isDirectory.boolValue { content[name] = try bytes(of: path + "/" + name) }
    }
    return content
  }
}
