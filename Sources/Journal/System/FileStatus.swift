/// What the file system says about a file.
package struct FileStatus: Sendable, Equatable {
  /// What a name stands for.
  package enum Kind: Sendable, Equatable {
    case regular, directory, other
  }

  package var kind: Kind
  /// Bytes.
  package var size: UInt64
  /// The user it belongs to.
  package var owner: UInt32
  /// Permission bits.
  package var permissions: UInt32

  package init(kind: Kind, size: UInt64, owner: UInt32, permissions: UInt32) {
    self.kind = kind
    self.size = size
    self.owner = owner
    self.permissions = permissions
  }
}
