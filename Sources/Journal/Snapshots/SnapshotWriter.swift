/// Writes a snapshot: first under another name, and under its own once it is complete and on disk.
struct SnapshotWriter {
  static let unfinishedSuffix = ".new"
  /// Bytes put together before they are written.
  private static let pieceSize = 1 << 20
  /// Bytes written before they are synced: what waits to be written would delay those who append.
  private static let syncStep: UInt64 = 4 << 20

  private let directory: JournalDirectory
  private let folder: OpenFile
  private let name: String
  private let file: OpenFile
  private var piece: [UInt8] = []
  /// Bytes of the file so far, those of `piece` included.
  private var size: UInt64 = 0
  private var written: UInt64 = 0
  private var unsynced: UInt64 = 0
  private var trailer: SnapshotTrailer
  private var table: [UInt8] = []

  /// Begins a snapshot with its header and state.
  init(_ header: SnapshotHeader, state: [UInt8], in directory: JournalDirectory) throws(JournalError) {
    guard let folder = directory.snapshots else {
      preconditionFailure("a snapshot was begun in a journal opened for reading")
    }
    self.directory = directory
    self.folder = folder
    name = Snapshot.fileName(header.segment)
    guard let file = try directory.openSnapshot(name + Self.unfinishedSuffix, .create) else {
      throw JournalError(.notFound, "\(folder.path) is gone", path: folder.path)
    }
    self.file = file
    let (bytes, checksum) = header.encode()
    trailer = SnapshotTrailer(
      link: checksum,
      stateLength: UInt64(state.count),
      recordsLength: 0,
      recordCount: 0,
      stateChecksum: Checksum.of(state),
      recordsChecksum: 0,
      tableChecksum: 0
    )
    // Another process may have died over it.
    try call { () throws(SystemCallError) in try file.truncate(to: 0) }
    try append(bytes)
    try append(state)
  }

  /// Carries a record forward; they come in the order of their sequence numbers.
  /// - Parameter bytes: the record as it stands in its segment.
  mutating func add(_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) throws(JournalError) {
    for value in [sequence, size] {
      withUnsafeBytes(of: value.littleEndian) { table.append(contentsOf: $0) }
    }
    trailer.recordCount += 1
    trailer.recordsLength += UInt64(bytes.count)
    trailer.recordsChecksum = Checksum.of(bytes, after: trailer.recordsChecksum)
    try append(bytes)
  }

  /// Ends the snapshot; returns its size once it and its name are on disk.
  mutating func finish() throws(JournalError) -> UInt64 {
    trailer.tableChecksum = Checksum.of(table)
    try append(table)
    try append(trailer.encode())
    try flush()
    let (name, folder, directory) = (name, folder, directory)
    try call { () throws(SystemCallError) in
      try file.synchronize()
      try directory.fileSystem.rename(name + Self.unfinishedSuffix, to: name, in: folder.descriptor)
      try directory.synchronizeSnapshots()
    }
    return size
  }

  /// Takes away what was written of a snapshot that will not be finished.
  func abandon() {
    try? directory.fileSystem.remove(name + Self.unfinishedSuffix, in: folder.descriptor)
  }

  private mutating func append(_ bytes: [UInt8]) throws(JournalError) {
    try bytes.withBytes { (buffer) throws(JournalError) in try append(buffer) }
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer) throws(JournalError) {
    piece.append(contentsOf: bytes)
    size += UInt64(bytes.count)
    if piece.count >= Self.pieceSize { try flush() }
  }

  private mutating func flush() throws(JournalError) {
    unsynced += UInt64(piece.count)
    let isSyncDue = unsynced >= Self.syncStep
    try call { () throws(SystemCallError) in
      try file.write(piece, at: written)
      if isSyncDue { try file.synchronizeData() }
    }
    if isSyncDue { unsynced = 0 }
    written += UInt64(piece.count)
    piece.removeAll(keepingCapacity: true)
  }

  private func call(_ body: () throws(SystemCallError) -> Void) throws(JournalError) {
    try JournalDirectory.call(file.path, body)
  }
}
