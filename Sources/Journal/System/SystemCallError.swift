import Glibc

/// A system call that failed.
package struct SystemCallError: Error, Sendable, Equatable {
  /// The call's name, as in its manual page.
  package let call: String
  /// The error number.
  package let number: Int32

  package init(call: String, number: Int32) {
    self.call = call
    self.number = number
  }

  /// The failure of the call made just before.
  static func last(_ call: String) -> SystemCallError { SystemCallError(call: call, number: errno) }

  /// Whether this user may not do that.
  var isRefusal: Bool { number == EACCES || number == EPERM }

  /// Whether there is nothing of that name.
  var isMissing: Bool { number == ENOENT }

  /// Whether the disk, the quota or the largest file allowed is full.
  var isOutOfSpace: Bool { number == ENOSPC || number == EDQUOT || number == EFBIG }
}

extension SystemCallError: CustomStringConvertible {
  /// The call and the system's words for the error.
  package var description: String { "\(call): \(String(cString: strerror(number)))" }
}
