/// Writes frames anew into segments of their own, linked to each other: the files are complete and on disk, and have not got
/// their names yet.
struct LogRewriter {
  private let directory: JournalDirectory
  private let journalIdentifier: [UInt8]
  private let segmentSize: Int
  private let time: Int64
  private let firstNumber: UInt64
  private var nextNumber: UInt64
  private var link: UInt32
  private var nextSequence: UInt64
  private var open: OpenSegment?

  /// The segment that is being written.
  private struct OpenSegment {
    let file: OpenFile
    let header: SegmentHeader
    var end: UInt64
    var frames: UInt64 = 0
    var payloads: [PayloadEntry] = []
  }

  init(
    _ plan: RepairPlan, in directory: JournalDirectory, segmentSize: Int, time: Int64
  ) {
    self.directory = directory
    journalIdentifier = plan.journalIdentifier
    self.segmentSize = segmentSize
    self.time = time
    firstNumber = plan.firstSegment
    nextNumber = plan.firstSegment
    link = plan.link
    nextSequence = plan.firstSequence
  }

  /// The last record written, or before the first.
  var lastSequence: UInt64 { nextSequence - 1 }

  /// Writes the frames of a run.
  mutating func copy(_ run: Salvage.Run) throws(JournalError) {
    guard let file = try directory.openSegment(Segment.fileName(run.segment), .read) else {
      throw JournalError(.notFound, "segment \(run.segment) of \(directory.path) has just gone", path: directory.path)
    }
    if run.firstSequence > nextSequence { try seal() }
    var offset = run.start
    while offset < run.end {
      let bytes = try file.read(FrameHeader.size, at: offset)
      guard bytes.count == FrameHeader.size, case .header(let header, _) = bytes.withUnsafeBytes(FrameHeader.decode)
      else {
        throw JournalError(.input, "\(file.path) changes while it is repaired", path: file.path, offset: offset)
      }
      try append(header, payload: try file.read(Int(header.payloadLength), at: offset + UInt64(FrameHeader.size)))
      offset += header.frameLength
    }
  }

  /// Ends the last segment; afterwards the next record will have a number above `reach`.
  /// - Returns: the numbers of the segments written; nil when there is none.
  mutating func finish(reach: UInt64) throws(JournalError) -> ClosedRange<UInt64>? {
    if reach >= nextSequence {
      try seal()
      try begin(at: reach + 1)
      nextSequence = reach + 1
    }
    // A journal has at least one segment.
    if open == nil, nextNumber == 1 { try begin(at: nextSequence) }
    if let file = open?.file { try synchronize(file) }
    return nextNumber > firstNumber ? firstNumber...(nextNumber - 1) : nil
  }

  /// Takes away what was written, which must not keep the space.
  func discard() {
    for number in firstNumber..<nextNumber {
      let name = Segment.fileName(number) + SegmentFactory.unfinishedSuffix
      try? directory.fileSystem.remove(name, in: directory.segments.descriptor)
    }
  }

  private mutating func append(_ old: FrameHeader, payload: [UInt8]) throws(JournalError) {
    if let open, open.end + old.frameLength + UInt64(SegmentFooter.size(entries: open.payloads.count)) > segmentSize {
      try seal()
    }
    if open == nil { try begin(at: old.firstSequence) }
    guard var open else { preconditionFailure("no segment was begun for record \(old.firstSequence)") }
    var header = old
    header.link = link
    var bytes = [UInt8](repeating: 0, count: FrameHeader.size)
    link = bytes.withUnsafeMutableBytes { header.encode(into: $0) }
    let start = open.end + UInt64(FrameHeader.size)
    open.payloads += payload.withUnsafeBytes {
      FrameRecords(header: header, payload: $0).payloadEntries(from: start, first: open.header.firstSequence)
    }
    let (file, end) = (open.file, open.end)
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in try file.write(bytes + payload, at: end) }
    open.end += header.frameLength
    open.frames += 1
    nextSequence = header.lastSequence + 1
    self.open = open
  }

  private mutating func begin(at sequence: UInt64) throws(JournalError) {
    let isAfterGap = sequence > nextSequence && nextNumber > 1
    let header = SegmentHeader(
      features: isAfterGap ? .afterGap : [],
      journalIdentifier: journalIdentifier,
      number: nextNumber,
      firstSequence: sequence,
      created: time,
      link: link
    )
    let name = Segment.fileName(nextNumber) + SegmentFactory.unfinishedSuffix
    let (fileSystem, segments) = (directory.fileSystem, directory.segments)
    let path = segments.path + "/" + name
    let (bytes, checksum) = header.encode()
    let file = try JournalDirectory.call(path) { () throws(SystemCallError) in
      let descriptor = try fileSystem.open(name, in: segments.descriptor, .create)
      let file = OpenFile(descriptor, path: path, fileSystem: fileSystem)
      try file.truncate(to: 0)
      try file.write(bytes, at: 0)
      return file
    }
    open = OpenSegment(file: file, header: header, end: UInt64(SegmentHeader.size))
    link = checksum
    nextNumber += 1
  }

  /// Ends the open segment, if there is one, with a footer.
  private mutating func seal() throws(JournalError) {
    guard let open else { return }
    let bytes = SegmentFooter.encode(
      entries: open.payloads,
      offset: UInt32(open.end),
      firstSequence: open.header.firstSequence,
      lastSequence: nextSequence - 1,
      frameCount: open.frames,
      link: link
    )
    guard let footer = bytes.withUnsafeBytes({ SegmentFooter.decode($0, at: open.end) }) else {
      preconditionFailure("the footer of segment \(open.header.number) cannot be read back")
    }
    try JournalDirectory.call(open.file.path) { () throws(SystemCallError) in try open.file.write(bytes, at: open.end) }
    try synchronize(open.file)
    link = footer.checksum
    self.open = nil
  }

  private func synchronize(_ file: OpenFile) throws(JournalError) {
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in try file.synchronize() }
  }
}
