package import Daybook
import Glibc

/// Whole files, read and written.
package enum FileText {
  /// The bytes of a file, at most `limit` of them.
  ///
  /// - Throws: `DaybookError` with code `notFound` or `storage`; messages call the file `name`.
  package static func read(_ path: String, shownAs name: String, limit: Int) throws(DaybookError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("read", name) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count > 0 {
        bytes += buffer.prefix(min(count, limit - bytes.count))
      } else if errno != EINTR {
        throw failure("read", name)
      }
    }
    return bytes
  }

  /// Creates or, if `replaces`, overwrites a file.
  ///
  /// - Throws: `DaybookError` with code `conflict` when it exists and must not be replaced, else `storage`.
  package static func write(
    _ text: String, to path: String, shownAs shownName: String? = nil, replaces: Bool = true
  ) throws(DaybookError) {
    let name = shownName ?? path
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (replaces ? O_TRUNC : O_EXCL)
    let descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw DaybookError(.conflict, "\(name) exists already; daybook init --force overwrites it") }
      throw failure("write", name)
    }
    defer { close(descriptor) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw failure("write", name)
      }
    }
  }

  /// Whether there is a file or directory of that name.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there certainly is none; what may not be looked at may exist.
  package static func isMissing(_ path: String) -> Bool {
    access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)
  }

  private static func failure(_ verb: String, _ name: String) -> DaybookError {
    let reason = String(cString: strerror(errno))
    return DaybookError(errno == ENOENT ? .notFound : .storage, "cannot \(verb) \(name): \(reason)")
  }
}
