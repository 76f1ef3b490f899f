import Journal

/// A journal of 40 records, and its bytes, to be damaged.
struct SampleJournal {
  let scratch: ScratchDirectory
  let texts: [String]
  /// Of the only segment.
  let segment: [UInt8]
  let lockFile: [UInt8]
  /// Where each frame begins, and where the last ends.
  let boundaries: [Int]

  /// - Parameter options: with small segments there are several, and `segment` is the last.
  init(records: Int = 40, payload: Int = 20, options: JournalOptions = .small) throws {
    scratch = try ScratchDirectory()
    // Without zero bytes: what is all zero in a sample was not written.
    texts = (1...records).map { "record \($0) " + String(repeating: "x", count: $0 % payload) }
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options)
    for (index, text) in texts.enumerated() { try journal.append(text, payload: index % 2 == 0) }
    let information = try JournalInspection(scratch.journal).information()
    let last = information.segments.count
    segment = try scratch.bytes(of: scratch.segment(last))
    lockFile = try scratch.bytes(of: scratch.lockFile)
    var boundaries = [SegmentHeader.size]
    while boundaries[boundaries.count - 1] + FrameHeader.size <= segment.count {
      let start = boundaries[boundaries.count - 1]
      let length = segment[(start + 4)..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length > 0, segment[start] == UInt8(ascii: "D") else { break }
      boundaries.append(start + FrameHeader.size + length)
    }
    self.boundaries = boundaries
  }

  /// The end of the last frame.
  var end: Int { boundaries[boundaries.count - 1] }

  /// The only segment's file.
  var path: String { scratch.segment(1) }

  func reset() throws {
    try scratch.write(segment, to: path)
    try scratch.write(lockFile, to: scratch.lockFile)
  }

  /// What `verify` says of the journal as it is now.
  func verify() throws -> VerificationReport { try JournalInspection(scratch.journal).verify() }
}

extension JournalOptions {
  /// One small segment, allocated at once.
  static var small: JournalOptions {
    var options = JournalOptions()
    options.segmentSize = 64 << 10
    options.preallocation = 4096
    return options
  }

  /// A segment for every few records.
  static var tiny: JournalOptions {
    var options = JournalOptions()
    options.segmentSize = JournalLimits.smallestSegmentBytes
    options.preallocation = 1024
    return options
  }
}
