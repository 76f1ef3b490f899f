/// The names in a directory: as programs see them, and as a power cut would leave them.
struct DiskDirectory: Sendable {
  /// One call that changed the directory since its last sync.
  struct Change: Sendable {
    let order: UInt64
    /// The name that goes; nil when none does.
    let removed: String?
    /// The name that comes, and for what; nil when none does.
    let added: (name: String, inode: UInt64)?
  }

  private(set) var entries: [String: UInt64] = [:]
  private var durable: [String: UInt64] = [:]
  private(set) var changes: [Change] = []

  mutating func link(_ name: String, _ inode: UInt64, order: UInt64) {
    change(Change(order: order, removed: nil, added: (name, inode)))
  }

  mutating func unlink(_ name: String, order: UInt64) {
    change(Change(order: order, removed: name, added: nil))
  }

  /// In one step, as POSIX has it: never both names, never neither.
  mutating func rename(_ name: String, to newName: String, order: UInt64) {
    guard let inode = entries[name] else { return }
    change(Change(order: order, removed: name, added: (newName, inode)))
  }

  mutating func sync() {
    durable = entries
    changes = []
  }

  /// What is left when the power goes.
  func afterPowerCut(keeping: (Int) -> Bool) -> DiskDirectory {
    var left = DiskDirectory()
    left.entries = durable
    for (index, change) in changes.enumerated() where keeping(index) { Self.apply(change, to: &left.entries) }
    left.durable = left.entries
    return left
  }

  private mutating func change(_ change: Change) {
    Self.apply(change, to: &entries)
    changes.append(change)
  }

  private static func apply(_ change: Change, to entries: inout [String: UInt64]) {
    if let name = change.removed { entries[name] = nil }
    if let (name, inode) = change.added { entries[name] = inode }
  }
}
