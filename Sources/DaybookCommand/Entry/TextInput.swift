import Daybook
import Glibc

/// The stream a command reads from.
package struct TextInput: Sendable {
  /// Whether a person types it.
  package let isTerminal: Bool
  private let source: @Sendable () throws -> [UInt8]

  /// A stream whose `source` gives the next bytes, none at the end.
  package init(isTerminal: Bool, source: @escaping @Sendable () throws -> [UInt8]) {
    self.isTerminal = isTerminal
    self.source = source
  }

  /// A stream of the process.
  package static func descriptor(_ descriptor: Int32) -> TextInput {
    TextInput(isTerminal: isatty(descriptor) == 1) { try readSome(from: descriptor) }
  }

  /// Everything up to the end, at most `limit` bytes.
  ///
  /// Throws `DaybookError` with code `invalidInput` when there is more.
  package func readAll(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try source()
      if piece.isEmpty { return bytes }
      bytes += piece
      if bytes.count > limit {
        throw DaybookError(.invalidInput, "standard input has more than \(limit) bytes; give the job a file to read")
      }
    }
  }

  /// Calls `body` with each line as it arrives, without its line break.
  package func forEachLine(_ body: (String) async throws -> Void) async throws {
    var pending: [UInt8] = []
    while true {
      let piece = try source()
      pending += piece
      var start = pending.startIndex
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try await body(String(decoding: pending[start..<end], as: UTF8.self))
        start = end + 1
      }
      pending.removeSubrange(..<start)
      if piece.isEmpty {
        if !pending.isEmpty { try await body(String(decoding: pending, as: UTF8.self)) }
        return
      }
    }
  }

  /// The next line, nil at the end; for answers typed by a person.
  package func readLine() throws -> String? {
    // A terminal hands over one line at a time.
    let bytes = try source()
    return bytes.isEmpty ? nil : String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func readSome(from descriptor: Int32) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { return Array(buffer.prefix(count)) }
      if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw DaybookError(.storage, "cannot read standard input: \(reason)")
      }
    }
  }
}
