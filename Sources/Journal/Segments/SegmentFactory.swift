/// Makes segments, so that one is complete and on disk before anybody can see it. Used by the holder of the append lock.
struct SegmentFactory: Sendable {
  static let unfinishedSuffix = ".new"

  let directory: JournalDirectory
  /// Bytes of the space a segment begins with.
  let firstSpace: UInt64

  /// A segment that could not be made.
  struct Failure: Error {
    let cause: SystemCallError
    let path: String
    let segment: UInt64
    /// Whether others may see the segment although it may not outlast a crash.
    let isVisible: Bool
  }

  /// Takes the space of a segment that will be needed soon, so that a full disk is noticed while the one before it can
  /// still be sealed.
  func reserve(_ number: UInt64) throws(Failure) {
    _ = try unfinished(number)
  }

  /// Makes a segment; returns once it and its name are on disk.
  /// - Parameter fill: writes what it has from the start, behind the header.
  func make(_ header: SegmentHeader, _ fill: (OpenFile) throws(SystemCallError) -> Void = { _ in }) throws(Failure) {
    let file = try unfinished(header.number)
    let name = Segment.fileName(header.number)
    try removing(file, header.number) { () throws(SystemCallError) in
      try file.write(header.encode().bytes, at: 0)
      try fill(file)
      try file.synchronize()
      try directory.fileSystem.rename(name + Self.unfinishedSuffix, to: name, in: directory.segments.descriptor)
    }
    do throws(SystemCallError) {
      try directory.synchronize()
    } catch {
      throw Failure(cause: error, path: file.path, segment: header.number, isVisible: true)
    }
  }

  /// The file that will be the segment: nothing but zeros.
  private func unfinished(_ number: UInt64) throws(Failure) -> OpenFile {
    let name = Segment.fileName(number) + Self.unfinishedSuffix
    let path = directory.segments.path + "/" + name
    let file: OpenFile
    do throws(SystemCallError) {
      let descriptor = try directory.fileSystem.open(name, in: directory.segments.descriptor, .create)
      file = OpenFile(descriptor, path: path, fileSystem: directory.fileSystem)
    } catch {
      throw Failure(cause: error, path: path, segment: number, isVisible: false)
    }
    if hasOnlyZeros(file) { return file }
    try removing(file, number) { () throws(SystemCallError) in
      try file.truncate(to: 0)
      try file.allocate(from: 0, count: firstSpace)
      // Written, not only allocated: the first write into space never written costs the file system a transaction.
      try file.writeZeros(from: 0, count: Int(firstSpace))
    }
    return file
  }

  /// Whether an earlier attempt, perhaps of another process, left exactly what is wanted.
  private func hasOnlyZeros(_ file: OpenFile) -> Bool {
    guard let bytes = try? file.read(Int(firstSpace) + 1, at: 0), bytes.count == Int(firstSpace) else { return false }
    return bytes.withUnsafeBytes { $0.isAllZero }
  }

  /// A failure must not keep the space.
  private func removing(_ file: OpenFile, _ number: UInt64, _ body: () throws(SystemCallError) -> Void) throws(Failure)
  {
    do throws(SystemCallError) {
      try body()
    } catch {
      let name = Segment.fileName(number) + Self.unfinishedSuffix
      try? directory.fileSystem.remove(name, in: directory.segments.descriptor)
      throw Failure(cause: error, path: file.path, segment: number, isVisible: false)
    }
  }
}
