import Glibc

/// A system error number, and its text in the form our messages use.
struct ErrorNumber: Error, Hashable {
  let value: Int32

  /// The number that the last failed call of this thread left.
  static var last: ErrorNumber { ErrorNumber(value: errno) }

  /// The system's text, starting in lower case so that it fits behind a colon.
  var text: String {
    guard let pointer = strerror(value) else { return "error \(value)" }
    let text = String(cString: pointer)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
