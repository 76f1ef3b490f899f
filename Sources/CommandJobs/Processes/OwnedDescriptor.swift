import Glibc

/// A file descriptor that closes itself at the end of its scope.
package struct OwnedDescriptor: ~Copyable {
  let number: Int32

  /// Takes over an open descriptor; one of the standard three numbers is replaced, because a child fills those.
  init(_ descriptor: Int32) throws(CommandError) {
    guard descriptor <= STDERR_FILENO else {
      number = descriptor
      return
    }
    let moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    let error = ErrorNumber.last
    close(descriptor)
    guard moved >= 0 else { throw CommandError(.system, "no descriptor left: \(error.text)") }
    number = moved
  }

  /// Takes over a descriptor that another owner released.
  package init(adopting descriptor: Int32) {
    number = descriptor
  }

  /// No descriptor, where one may come later.
  static var none: OwnedDescriptor { OwnedDescriptor(adopting: -1) }

  var isNone: Bool { number < 0 }

  deinit {
    if !isNone { close(number) }
  }

  /// Writes all bytes at an offset; returns the error that stopped it, or nil.
  borrowing func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) -> ErrorNumber? {
    var rest = bytes
    var offset = offset
    while let start = rest.baseAddress, !rest.isEmpty {
      let count = pwrite(number, start, rest.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return .last }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
      offset += Int64(count)
    }
    return nil
  }

  /// Gives the descriptor up to somebody else, who closes it.
  consuming func release() -> Int32 {
    let number = self.number
    discard self
    return number
  }
}
