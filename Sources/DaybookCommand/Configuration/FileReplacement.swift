package import Daybook
import Glibc

/// A file's next content, put in its place in one step: a crash leaves the old file or the new one, never half of one.
package struct FileReplacement: Sendable {
  /// The path as messages show it.
  private let name: String
  /// Absolute, with every link followed.
  private let path: String
  private let version: FileVersion
  /// The content that was read; nil when there is no file yet.
  package let current: [UInt8]?

  /// Reads what is to be replaced.
  ///
  /// - Parameter limit: the most bytes that are read.
  /// - Throws: `DaybookError` with code `storage` when the file cannot be read.
  package init(_ path: String, shownAs name: String, limit: Int) throws(DaybookError) {
    self.name = name
    self.path = Self.followingLinks(path)
    version = FileVersion(of: path)
    current = FileText.isMissing(path) ? nil : try FileText.read(path, shownAs: name, limit: limit)
  }

  /// Puts `bytes` in the place of what was read.
  ///
  /// - Throws: `DaybookError` with code `conflict` when somebody changed the file meanwhile, `notFound` when there is no
  ///   such directory, else `storage`; the file is then as it was.
  package func write(_ bytes: [UInt8]) throws(DaybookError) {
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failure() }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(descriptor)
      // Gone already after a success.
      unlink(temporary)
    }
    try fill(descriptor, bytes)
    try put(temporary)
  }

  private func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(DaybookError) {
    var status = stat()
    let isNew = stat(path, &status) != 0
    guard fchmod(descriptor, isNew ? 0o644 & ~mode_t(ProcessFacts.fileModeMask()) : status.st_mode & 0o7777) == 0 else {
      throw failure()
    }
    // Only root may give a file away; another user's file that this one may write stays writable for both.
    if !isNew { _ = fchown(descriptor, status.st_uid, status.st_gid) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw failure()
      }
    }
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  private func put(_ temporary: String) throws(DaybookError) {
    guard FileVersion(of: path) == version else { throw changed() }
    if current == nil {
      // Unlike a rename, a link never replaces a file that came meanwhile.
      guard link(temporary, path) == 0 else { throw errno == EEXIST ? changed() : failure() }
    } else {
      guard rename(temporary, path) == 0 else { throw failure() }
    }
    let directory = open(PathText.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
  }

  private func changed() -> DaybookError {
    DaybookError(.conflict, "\(name) was changed meanwhile; nothing was written: run the command again")
  }

  private func failure() -> DaybookError {
    let reason = String(cString: strerror(errno))
    return DaybookError(errno == ENOENT ? .notFound : .storage, "cannot write \(name): \(reason)")
  }

  /// The file that a link leads to, so that it is replaced and not the link.
  private static func followingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
