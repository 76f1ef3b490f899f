import Foundation

/// Everything in a directory: names, permissions, sizes, times of change, content.
struct FileTree: Equatable {
  private var entries: [String: [String]] = [:]

  init(_ path: String) throws {
    let files = FileManager.default
    for name in [""] + (files.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []) {
      let attributes = try files.attributesOfItem(atPath: path + "/" + name)
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      let content = isFile ? files.contents(atPath: path + "/" + name)?.base64EncodedString() ?? "unreadable" : ""
      entries[name] = [
        "\(attributes[.posixPermissions] ?? 0)", "\(attributes[.modificationDate] ?? 0)", content,
      ]
    }
  }
}

/// The commands that change nothing and need no permission to.
enum ReadingCommands {
  static let all = [
    ["jobs"], ["show", "1"], ["stats"], ["events"], ["schedules"], ["--read-only", "jobs"], ["journal", "info"],
    ["journal", "verify"], ["journal", "cat"],
  ]
}
