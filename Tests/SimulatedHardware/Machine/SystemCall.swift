/// A call that a virtual process makes.
package struct SystemCall: Sendable, Hashable, CustomStringConvertible {
  /// As in `SystemCallError`.
  package let name: String
  /// The last part of the file's name.
  package let file: String
  /// Of reading and writing: where, and how much.
  package let offset: Int
  package let count: Int

  package init(_ name: String, _ file: String = "", offset: Int = 0, count: Int = 0) {
    self.name = name
    self.file = file
    self.offset = offset
    self.count = count
  }

  /// Whether the call can change what is on disk, or what other processes see.
  package var isMutating: Bool {
    switch name {
    case "pwrite", "fdatasync", "fsync", "ftruncate", "fallocate", "rename", "unlink", "mkdir", "create": true
    default: false
    }
  }

  package var description: String {
    count == 0 && offset == 0 ? "\(name) \(file)" : "\(name) \(file) \(offset)+\(count)"
  }
}

/// What becomes of a call.
package enum Intervention: Sendable {
  case proceed
  /// It fails, with nothing done.
  case fail(Int32)
  /// A write writes so many bytes at most; then it fails with the error number, or returns as it is without one.
  case partial(Int, Int32?)
  /// A sync fails, and what it should have written never will be.
  case dropAndFail(Int32)
}
