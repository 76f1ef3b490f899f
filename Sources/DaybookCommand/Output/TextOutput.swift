import Daybook
import Glibc

/// One of the streams a command writes to.
package struct TextOutput: Sendable {
  /// Whether people read it directly: colours, and text made safe, only then.
  package let isTerminal: Bool
  /// Its width in columns; 80 when unknown.
  package let columns: Int
  private let sink: @Sendable ([UInt8]) throws -> Void

  /// A stream with its own sink, which gets complete pieces in order.
  package init(isTerminal: Bool, columns: Int, sink: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.sink = sink
  }

  /// A stream of the process, written without buffering.
  package static func descriptor(_ descriptor: Int32) -> TextOutput {
    let isTerminal = isatty(descriptor) == 1
    return TextOutput(isTerminal: isTerminal, columns: isTerminal ? width(of: descriptor) : 80) { bytes in
      try writeAll(bytes, to: descriptor)
    }
  }

  /// Writes all of `text`.
  ///
  /// Throws `ExitStatus.outputClosed` when its reader went away, else `DaybookError` with code `storage`.
  package func write(_ text: String) throws { try sink(Array(text.utf8)) }

  /// Writes all of `bytes` as they are; throws as for text.
  package func write(_ bytes: [UInt8]) throws { try sink(bytes) }

  private static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EPIPE {
        throw ExitStatus.outputClosed
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        throw DaybookError(.storage, "cannot write the output: \(reason)")
      }
    }
  }

  /// A terminal or pipe that another program made non-blocking takes its bytes later.
  private static func waitUntilWritable(_ descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}
