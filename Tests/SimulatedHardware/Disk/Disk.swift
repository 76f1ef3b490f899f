import Journal

// What the model promises, which is what the journal may rely on:
//
//   - Writes are seen by every process at once, and are on disk when a sync of the file has returned; before that any of
//     their sectors of 512 bytes may be there, in any order. A sector goes to disk with everything that was written to it
//     up to some moment. A size that was not synced may be there without the bytes (they are zeros then) or not at all.
//   - A name is on disk when a sync of its directory has returned, whether or not the file was synced; before that any of
//     the directory's changes may be there. A rename is one change.
//   - A sync that fails may drop what it should have written: programs go on reading it, later syncs succeed, and it is
//     gone after a power cut. Every file that was open when it failed is told once.

/// A disk: what programs read and write, and what of it a power cut would leave.
package struct Disk: Sendable {
  package static let sectorSize = 512
  static let root: UInt64 = 1

  private(set) var files: [UInt64: DiskFile] = [:]
  private(set) var directories: [UInt64: DiskDirectory] = [Disk.root: DiskDirectory()]
  private var nextInode: UInt64 = 2
  private var nextOrder: UInt64 = 1
  /// The most that all files may have together; bytes.
  package var capacity = Int.max

  package init() {}

  /// Something that was not synced, and may survive a power cut or not, whatever becomes of the rest.
  package enum Part: Hashable, Sendable {
    case sector(file: UInt64, change: Int, sector: Int)
    case size(file: UInt64, change: Int)
    case entry(directory: UInt64, change: Int)

    /// The same for all parts of one call.
    package var call: Part {
      switch self {
      case .sector(let file, let change, _), .size(let file, let change): .size(file: file, change: change)
      case .entry: self
      }
    }
  }

  /// One call whose effect was not synced.
  package struct PendingChange: Sendable, Hashable {
    /// Places it among the others.
    package let order: UInt64
    /// What it consists of.
    package let parts: [Part]
    /// Of a write: the file, the offset, and how many bytes.
    package let write: Write?

    /// A write that was not synced.
    package struct Write: Sendable, Hashable {
      package let file: UInt64
      package let offset: Int
      package let bytes: [UInt8]
    }
  }

  /// Everything that was not synced, in the order in which it was done.
  package var pendingChanges: [PendingChange] {
    var all: [PendingChange] = []
    for (inode, file) in files {
      for (index, change) in file.changes.enumerated() {
        var parts = (0..<change.sectors).map { Part.sector(file: inode, change: index, sector: $0) }
        if change.size != nil { parts.append(.size(file: inode, change: index)) }
        let first = change.written.lowerBound - change.start
        let bytes = change.image.isEmpty ? [] : Array(change.image[first..<(first + change.written.count)])
        let write = PendingChange.Write(file: inode, offset: change.written.lowerBound, bytes: bytes)
        all.append(PendingChange(order: change.order, parts: parts, write: bytes.isEmpty ? nil : write))
      }
    }
    for (inode, directory) in directories {
      for (index, change) in directory.changes.enumerated() {
        let part = Part.entry(directory: inode, change: index)
        all.append(PendingChange(order: change.order, parts: [part], write: nil))
      }
    }
    return all.sorted { $0.order < $1.order }
  }

  /// The disk after a power cut, with what was synced and the parts that are kept.
  package func afterPowerCut(keeping: (Part) -> Bool) -> Disk {
    var left = self
    // In a fixed order: whoever decides may draw lots.
    for (inode, file) in files.sorted(by: { $0.key < $1.key }) {
      left.files[inode] = file.afterPowerCut(
        keepsSector: { keeping(.sector(file: inode, change: $0, sector: $1)) },
        keepsSize: { keeping(.size(file: inode, change: $0)) })
    }
    for (inode, directory) in directories.sorted(by: { $0.key < $1.key }) {
      left.directories[inode] = directory.afterPowerCut { keeping(.entry(directory: inode, change: $0)) }
    }
    return left
  }

  /// Changes bytes behind every program's back, durably.
  package mutating func damage(_ inode: UInt64, at offset: Int, with bytes: [UInt8]) {
    var content = files[inode]?.content ?? []
    if content.count < offset { content += [UInt8](repeating: 0, count: offset - content.count) }
    content.replaceSubrange(offset..<min(content.count, offset + bytes.count), with: bytes)
    files[inode] = DiskFile(durably: content)
  }

  /// Puts other content in a file's place, durably.
  package mutating func replace(_ inode: UInt64, with content: [UInt8]) { files[inode] = DiskFile(durably: content) }

  /// Takes a file away, durably.
  package mutating func remove(_ path: String) {
    let parts = path.split(separator: "/").map(String.init)
    guard let name = parts.last, let directory = inode(at: "/" + parts.dropLast().joined(separator: "/")) else {
      return
    }
    directories[directory]?.unlink(name, order: 0)
    directories[directory]?.sync()
  }
}

// MARK: - What programs do

extension Disk {
  /// The file or directory at a path, from a directory on.
  package func inode(at path: String, from directory: UInt64 = root) -> UInt64? {
    var inode = path.hasPrefix("/") ? Self.root : directory
    for part in path.split(separator: "/") where part != "." {
      guard let next = directories[inode]?.entries[String(part)] else { return nil }
      inode = next
    }
    return inode
  }

  func isDirectory(_ inode: UInt64) -> Bool { directories[inode] != nil }

  /// What programs read.
  package func content(_ inode: UInt64) -> [UInt8] { files[inode]?.content ?? [] }

  /// What is in the directory at a path; nothing where there is none.
  package func names(at path: String) -> [String] { inode(at: path).map { names(in: $0) } ?? [] }

  /// What is in a directory, in no order that anybody could rely on.
  func names(in directory: UInt64) -> [String] {
    var names: [(order: UInt32, name: String)] = []
    for name in (directories[directory]?.entries ?? [:]).keys { names.append((Checksum.of(name), name)) }
    names.sort { $0.order < $1.order || $0.order == $1.order && $0.name < $1.name }
    return names.map(\.name)
  }

  mutating func makeFile(_ name: String, in directory: UInt64) -> UInt64 {
    let inode = takeInode()
    let order = takeOrder()
    files[inode] = DiskFile()
    directories[directory]?.link(name, inode, order: order)
    return inode
  }

  mutating func makeDirectory(_ name: String, in directory: UInt64) {
    let inode = takeInode()
    let order = takeOrder()
    directories[inode] = DiskDirectory()
    directories[directory]?.link(name, inode, order: order)
  }

  mutating func unlink(_ name: String, in directory: UInt64) {
    let order = takeOrder()
    directories[directory]?.unlink(name, order: order)
  }

  mutating func rename(_ name: String, to newName: String, in directory: UInt64) {
    let order = takeOrder()
    directories[directory]?.rename(name, to: newName, order: order)
  }

  mutating func write(_ bytes: UnsafeRawBufferPointer, to inode: UInt64, at offset: Int) {
    let order = takeOrder()
    files[inode]?.write(bytes, at: offset, order: order)
  }

  mutating func resize(_ inode: UInt64, to size: Int) {
    let order = takeOrder()
    files[inode]?.resize(to: size, order: order)
  }

  mutating func sync(_ inode: UInt64) {
    files[inode]?.sync()
    directories[inode]?.sync()
  }

  mutating func dropChanges(of inode: UInt64) { files[inode]?.dropChanges() }

  mutating func noteFailureSeen(_ inode: UInt64) { files[inode]?.noteFailureSeen() }

  /// Bytes that all files have together.
  package var size: Int { files.values.reduce(0) { $0 + $1.content.count } }

  /// How many more bytes files may take.
  var space: Int { capacity == .max ? .max : max(0, capacity - size) }

  private mutating func takeInode() -> UInt64 {
    defer { nextInode += 1 }
    return nextInode
  }

  private mutating func takeOrder() -> UInt64 {
    defer { nextOrder += 1 }
    return nextOrder
  }
}
