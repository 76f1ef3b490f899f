import Glibc
import Journal

/// A file's content: as programs read it, and as a power cut would leave it.
struct DiskFile: Sendable {
  /// One call that changed the file since its last sync.
  struct Change: Sendable {
    /// Places the change among all changes of the disk.
    let order: UInt64
    /// What the caller wrote, and where; for resizing, nothing.
    let written: Range<Int>
    /// Whole sectors as they were after the call, the first of them at `start`: memory goes to disk in sectors, with all
    /// that earlier calls had left in them.
    let start: Int
    let image: [UInt8]
    /// The file's size after the call, if the call changed it.
    let size: Int?

    var sectors: Int { (image.count + Disk.sectorSize - 1) / Disk.sectorSize }
  }

  private(set) var content: [UInt8] = []
  private(set) var durable: [UInt8] = []
  private(set) var changes: [Change] = []
  /// Whether a failed sync dropped changes: programs read them, and no later sync writes them.
  private var hasDropped = false
  /// Counts failed syncs, as the kernel does to tell every open file of each of them once.
  private(set) var failures = 0
  private(set) var isFailureSeen = true

  mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int, order: UInt64) {
    let oldSize = content.count
    let end = offset + bytes.count
    grow(to: end)
    if let source = bytes.baseAddress {
      content.withUnsafeMutableBytes { _ = memcpy($0.baseAddress! + offset, source, bytes.count) }
    }
    let start = offset / Disk.sectorSize * Disk.sectorSize
    let imageEnd = min((end + Disk.sectorSize - 1) / Disk.sectorSize * Disk.sectorSize, content.count)
    changes.append(
      Change(
        order: order, written: offset..<end, start: start, image: Array(content[start..<imageEnd]),
        size: content.count == oldSize ? nil : content.count))
  }

  mutating func resize(to size: Int, order: UInt64) {
    guard size != content.count else { return }
    if size < content.count { content.removeLast(content.count - size) } else { grow(to: size) }
    changes.append(Change(order: order, written: size..<size, start: 0, image: [], size: size))
  }

  mutating func sync() {
    if hasDropped {
      for change in changes {
        // What was written is there with the size that it needs, though an earlier change of the size was dropped.
        let end = change.start + change.image.count
        if end > durable.count { durable += [UInt8](repeating: 0, count: end - durable.count) }
        Self.apply(change, to: &durable, keeping: { _ in true }, keepsSize: true)
      }
    } else if !changes.isEmpty {
      durable = content
    }
    changes = []
  }

  /// A sync that fails: the changes count as written, and are not.
  mutating func dropChanges() {
    hasDropped = hasDropped || !changes.isEmpty
    changes = []
    failures += 1
    isFailureSeen = false
  }

  mutating func noteFailureSeen() { isFailureSeen = true }

  /// What is left when the power goes.
  func afterPowerCut(keepsSector: (Int, Int) -> Bool, keepsSize: (Int) -> Bool) -> DiskFile {
    var left = durable
    for (index, change) in changes.enumerated() {
      Self.apply(change, to: &left, keeping: { keepsSector(index, $0) }, keepsSize: keepsSize(index))
    }
    return DiskFile(durably: left)
  }

  /// Of the content and its length.
  var checksum: UInt64 { UInt64(content.count) << 32 | UInt64(Checksum.of(content)) }

  init() {}

  init(durably bytes: [UInt8]) {
    content = bytes
    durable = bytes
  }

  private mutating func grow(to size: Int) {
    if size > content.count { content += [UInt8](repeating: 0, count: size - content.count) }
  }

  /// Sectors beyond a size that was lost are lost with it; sectors that were lost within a size that was not are zeros.
  private static func apply(_ change: Change, to image: inout [UInt8], keeping: (Int) -> Bool, keepsSize: Bool) {
    if let size = change.size, keepsSize {
      if size < image.count { image.removeLast(image.count - size) }
      if size > image.count { image += [UInt8](repeating: 0, count: size - image.count) }
    }
    for sector in 0..<change.sectors where keeping(sector) {
      let from = sector * Disk.sectorSize
      let target = change.start + from
      let count = min(Disk.sectorSize, change.image.count - from, image.count - target)
      guard count > 0 else { continue }
      image.withUnsafeMutableBytes { bytes in
        change.image.withUnsafeBytes { _ = memcpy(bytes.baseAddress! + target, $0.baseAddress! + from, count) }
      }
    }
  }
}
