import Glibc

/// One attempt's output on its way from the pipe to the file. Used by the capturing thread only.
final class OutputStream {
  /// How often one call of `receive` reads at most, so that no attempt keeps the others waiting.
  private static let readsAtATime = 16

  /// The reading end of the pipe that is the program's standard output and standard error.
  private let pipe: OwnedDescriptor
  private var file: OutputFile
  private var scanner = LineScanner()
  private let onDirective: @Sendable (Directive) -> Void
  private(set) var isAtEnd = false

  init(
    pipe: consuming OwnedDescriptor,
    file: consuming OutputFile,
    onDirective: @escaping @Sendable (Directive) -> Void
  ) {
    self.pipe = pipe
    self.file = file
    self.onDirective = onDirective
  }

  var descriptor: Int32 { pipe.number }

  /// Moves what is in the pipe to the file, without waiting for more.
  func receive(buffer: UnsafeMutableRawBufferPointer) {
    for _ in 0..<Self.readsAtATime where !isAtEnd {
      let count = read(pipe.number, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      // EAGAIN: it is empty for now.
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else {
        isAtEnd = true
        return
      }
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      file.append(bytes)
      scanner.scan(bytes, onDirective: onDirective)
      if count < buffer.count { return }
    }
  }

  /// Takes the rest and closes the file. A process outside the group may still hold the pipe: it is not waited for.
  func finish(buffer: UnsafeMutableRawBufferPointer) -> OutputSummary {
    receive(buffer: buffer)
    scanner.finish(onDirective: onDirective)
    file.finish()
    return OutputSummary(
      byteCount: file.byteCount,
      isTruncated: file.isTruncated,
      problem: file.problem,
      lastErrorLine: scanner.lastText
    )
  }
}
