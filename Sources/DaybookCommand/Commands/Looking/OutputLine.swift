import Console

/// One line that a job wrote, without its end.
struct OutputLine: Hashable, Sendable {
  private let bytes: ArraySlice<UInt8>

  /// - Parameter bytes: without the line feed; a carriage return before it belongs to the end.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
  }

  /// All of it; bytes that are no UTF-8 are replaced.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Safe for a terminal; of a line that its program rewrote, as progress bars do, how it stood last.
  var shown: String { SafeText.line(utf8: bytes.split(separator: UInt8(ascii: "\r")).last ?? bytes) }
}
