import CSystem
import Glibc

/// What a program reads on standard input.
package enum StandardInput: Sendable, Hashable {
  /// Nothing: the end of the file at once.
  case none
  /// These bytes, then the end of the file.
  case bytes([UInt8])
  /// The file at this path, from its beginning.
  case file(path: String)

  /// Opens what the child will read; nobody ever has to write to it, so a child that does not read holds nobody up.
  func open() throws(CommandError) -> OwnedDescriptor {
    switch self {
    case .none, .bytes([]):
      return try Self.open(path: "/dev/null")
    case .file(let path):
      return try Self.open(path: path)
    case .bytes(let bytes):
      let descriptor = bytes.withUnsafeBytes { daybook_memory_file($0.baseAddress, $0.count) }
      guard descriptor >= 0 else {
        throw CommandError(.input, "cannot hold \(bytes.count) bytes of standard input: \(ErrorNumber.last.text)")
      }
      return try OwnedDescriptor(descriptor)
    }
  }

  private static func open(path: String) throws(CommandError) -> OwnedDescriptor {
    // Without O_NONBLOCK, opening a named pipe would hold up every other start until somebody writes to it.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw CommandError(.input, "cannot read standard input from \(path): \(ErrorNumber.last.text)")
    }
    let owned = try OwnedDescriptor(descriptor)
    let flags = fcntl(owned.number, F_GETFL)
    _ = fcntl(owned.number, F_SETFL, flags & ~O_NONBLOCK)
    return owned
  }
}
