/// A crontab as it was found.
package struct CrontabSource: Hashable, Sendable {
  /// As the person wrote it; `-` for standard input.
  package let name: String
  /// Nil for standard input.
  package let path: String?
  package let bytes: [UInt8]

  package init(name: String, path: String?, bytes: [UInt8]) {
    self.name = name
    self.path = path
    self.bytes = bytes
  }

  /// How messages and comments call it.
  package var spokenName: String { name == "-" ? "standard input" : name }
}
