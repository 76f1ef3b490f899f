import Glibc

/// How zone files are reached: the module's only contact with the host, and the seam that tests replace.
package struct ZoneFiles: Sendable {
  /// What reading a file gave.
  package enum Content: Sendable {
    case bytes([UInt8])
    case missing
    /// The file is there and cannot be read; the reason is the system's.
    case unreadable(reason: String)
  }

  /// A name in a directory.
  package struct Entry: Sendable {
    package let name: String
    package let isDirectory: Bool

    package init(name: String, isDirectory: Bool) {
      self.name = name
      self.isDirectory = isDirectory
    }
  }

  /// The content of the file at a path.
  package let read: @Sendable (_ path: String) -> Content
  /// What a directory holds; nothing when there is none.
  package let list: @Sendable (_ path: String) -> [Entry]
  /// What a symbolic link says; nil when the path is none.
  package let linkTarget: @Sendable (_ path: String) -> String?

  /// Another way to reach files; only reading is required.
  package init(
    read: @escaping @Sendable (_ path: String) -> Content,
    list: @escaping @Sendable (_ path: String) -> [Entry] = { _ in [] },
    linkTarget: @escaping @Sendable (_ path: String) -> String? = { _ in nil }
  ) {
    self.read = read
    self.list = list
    self.linkTarget = linkTarget
  }

  /// The files of this host.
  package static let host = ZoneFiles(read: readFile, list: listDirectory, linkTarget: readLink)

  /// Zone files have a few thousand bytes; anything above this is not one.
  private static let maximumSize = 1 << 20

  private static func readFile(_ path: String) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while bytes.count <= maximumSize {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return .bytes(bytes) }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        return .unreadable(reason: String(cString: strerror(errno)))
      }
    }
    return .unreadable(reason: "it has more than \(maximumSize) bytes")
  }

  private static func listDirectory(_ path: String) -> [Entry] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var entries: [Entry] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix(".") { continue }
      entries.append(Entry(name: name, isDirectory: Int(entry.pointee.d_type) == Int(DT_DIR)))
    }
    return entries
  }

  private static func readLink(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }
}
