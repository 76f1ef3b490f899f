/// One file of the log, open, with its header read.
struct Segment: Sendable {
  static let suffix = ".segment"

  let header: SegmentHeader
  /// The checksum of the header, to which the first frame links.
  let headerChecksum: UInt32
  let file: OpenFile

  var number: UInt64 { header.number }

  /// The name of a segment's file.
  static func fileName(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + suffix
  }

  /// The number in a file's name; nil when it is not the name of a segment.
  static func number(ofFile name: String) -> UInt64? {
    guard name.hasSuffix(suffix), let number = UInt64(name.dropLast(suffix.count), radix: 16),
      fileName(number) == name, number <= JournalLimits.sequence
    else { return nil }
    return number
  }

  /// Opens a segment and checks its header in itself; nil when there is no such file.
  static func open(_ number: UInt64, in directory: JournalDirectory, _ access: FileAccess) throws(JournalError)
    -> Segment?
  {
    guard let file = try directory.openSegment(fileName(number), access) else { return nil }
    switch SegmentHeader.decode(try file.read(SegmentHeader.size, at: 0)) {
    case .header(let header, let checksum):
      guard header.number == number else {
        throw damaged(file, directory, "its header says that it is segment \(header.number)")
      }
      return Segment(header: header, headerChecksum: checksum, file: file)
    case .unknownVersion(let major, let features):
      throw JournalError(
        .newerVersion,
        "\(file.path) was written by a newer daybook (format \(major), features \(features)); this one knows format "
          + "\(SegmentHeader.majorVersion). Nothing was changed; use the newer one",
        path: file.path
      )
    case .damaged: throw damaged(file, directory, "the checksum of its header is wrong")
    case .notOurs: throw damaged(file, directory, "it does not begin like a segment of a journal")
    }
  }

  /// Whether the next segment says that this one was left, so that a footer here does not count.
  func wasLeft(in directory: JournalDirectory) throws(JournalError) -> Bool {
    try Self.open(number + 1, in: directory, .read)?.header.features.contains(.afterLeftSegment) ?? false
  }

  private static func damaged(_ file: OpenFile, _ directory: JournalDirectory, _ what: String) -> JournalError {
    JournalError(
      .corrupt,
      "\(file.path) is damaged at offset 0: \(what). " + JournalError.nothingChanged(directory.path),
      path: file.path,
      offset: 0
    )
  }
}
