import Daybook
import DaybookCommand
import Foundation
import Testing

struct FileReplacementTests {
  private let directory: String

  init() throws {
    directory = NSTemporaryDirectory() + "daybook-replacement-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { "\(directory)/\(name)" }

  private func replacement(_ name: String) throws -> FileReplacement {
    try FileReplacement(path(name), shownAs: name, limit: 1 << 20)
  }

  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  private func remove() { try? FileManager.default.removeItem(atPath: directory) }

  @Test func `a file that is not there yet is made, and nothing is left beside it`() throws {
    defer { remove() }
    let file = try replacement("a")
    #expect(file.current == nil)
    try file.write(Array("one".utf8))
    #expect(try text("a") == "one")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["a"])
  }

  @Test func `a file keeps its permissions, and a link goes on leading to it`() throws {
    defer { remove() }
    try "old".write(toFile: path("real"), atomically: false, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("real"))
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "real")
    let file = try replacement("link")
    #expect(file.current == Array("old".utf8))
    try file.write(Array("new".utf8))
    #expect(try text("real") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "real")
    let permissions = try FileManager.default.attributesOfItem(atPath: path("real"))[.posixPermissions] as? Int
    #expect(permissions == 0o640)
  }

  @Test func `what somebody else wrote meanwhile is not lost`() throws {
    defer { remove() }
    let new = try replacement("a")
    try "theirs".write(toFile: path("a"), atomically: false, encoding: .utf8)
    #expect { try new.write(Array("mine".utf8)) } throws: { ($0 as? DaybookError)?.code == .conflict }
    let changed = try replacement("a")
    try "theirs again".write(toFile: path("a"), atomically: false, encoding: .utf8)
    #expect { try changed.write(Array("mine".utf8)) } throws: { ($0 as? DaybookError)?.code == .conflict }
    #expect(try text("a") == "theirs again")
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["a"])
  }

  @Test func `a directory that is not there is named`() throws {
    defer { remove() }
    #expect { try replacement("no/such/file").write([]) } throws: { ($0 as? DaybookError)?.code == .notFound }
  }
}
