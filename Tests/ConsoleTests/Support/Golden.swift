import Console
import Foundation
import Testing

/// Compares a surface with a text file; `UPDATE_GOLDENS=1` writes the file instead, for review in the diff.
enum Golden {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Goldens")

  static func check(
    _ surface: Surface, _ name: String, theme: Theme = .roles, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = directory.appending(path: "\(name).\(surface.size.columns)x\(surface.size.rows).txt")
    let actual = surface.golden(theme)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    if actual == expected { return }
    let pairs = zip(actual.split(separator: "\n"), expected.split(separator: "\n"))
    let difference = pairs.first { $0 != $1 }.map { "\nexpected \($1)\n  actual \($0)" } ?? ""
    Issue.record(
      "\(file.lastPathComponent) differs; UPDATE_GOLDENS=1 rewrites it\(difference)", sourceLocation: sourceLocation)
  }
}
