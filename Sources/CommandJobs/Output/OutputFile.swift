import CSystem
import Glibc

/// The file that keeps one attempt's output in bounded space. Used by one thread.
///
/// **Before the first byte** there is no file: most attempts write nothing, and making a file costs more than running a
/// small program.
///
/// **While the attempt runs** byte n of the output is byte n of the file, so a reader follows it by offset. The first
/// half of the limit stays; of the rest, everything but the last half is given back to the file system as a hole,
/// which reads as zeros and uses no space. **When it has ended** and something was left out, a file without the hole
/// takes the place of the first: the head, a line that says how many bytes are missing, and the tail. Who has the
/// first one open can still read it to its end. `OutputReader` reads both forms.
///
/// On a file system without holes only the first bytes up to the limit are kept. A file that cannot be made and a failed
/// write are remembered and not retried; the program is never held up or killed because its output cannot be kept.
package struct OutputFile: ~Copyable {
  /// Holes are made in steps of this many bytes; the file uses more than its limit by at most that.
  private static let holeStep: Int64 = 1 << 20
  /// Holes begin and end on multiples of this, so that they hold no stray zeros.
  private static let block: Int64 = 4096

  /// All bytes so far, kept or not.
  package private(set) var byteCount: Int64 = 0
  /// Why bytes are missing although they are within the limit.
  package private(set) var problem: String?

  private let path: String
  private var descriptor: OwnedDescriptor
  private let headLimit: Int64
  private let tailLimit: Int64
  /// The start of what is kept behind the head; equal to `headLimit` while nothing was left out.
  private var tailStart: Int64
  /// Nothing is written at or behind this offset.
  private var end = Int64.max

  /// - Parameters:
  ///   - path: where the first byte of output makes the file, with mode 0600; what is there already is left alone.
  ///   - limit: the bytes of output that are kept when the attempt has ended.
  package init(path: String, limit: Int) {
    self.init(.none, path: path, limit: limit)
  }

  /// - Parameter descriptor: the empty file at `path`, open for reading and writing.
  package init(_ descriptor: consuming OwnedDescriptor, path: String, limit: Int) {
    self.path = path
    self.descriptor = descriptor
    headLimit = Int64(limit / 2) / Self.block * Self.block
    tailLimit = Int64(limit) - headLimit
    tailStart = headLimit
  }

  /// Whether some bytes are missing, or will be once the file is finished.
  package var isTruncated: Bool {
    byteCount > headLimit + tailLimit || problem != nil
  }

  /// Adds the next bytes; readers can see them when this returns.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if descriptor.isNone, problem == nil, !bytes.isEmpty { makeFile() }
    let room = max(0, min(Int64(bytes.count), end - byteCount))
    if let error = descriptor.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(Int(room))), at: byteCount) {
      lose(from: byteCount, because: "output was lost: \(error.text)")
    }
    byteCount += Int64(bytes.count)
    let surplus = min(byteCount, end) - tailStart - tailLimit
    if surplus >= Self.holeStep { leaveOut(surplus) }
  }

  /// Brings the file into its final form.
  package mutating func finish() {
    if descriptor.isNone { return }
    let kept = min(byteCount, end)
    // What could not be written is missing at the end, beside what was left out in the middle.
    if kept < byteCount { appendMarker(leftOut: byteCount - kept, at: kept) }
    let surplus = kept - tailStart - tailLimit
    if end == .max, surplus > 0 { tailStart += surplus }
    if tailStart > headLimit { closeGap() }
  }

  private mutating func makeFile() {
    do throws(CommandError) {
      descriptor = try Self.create(path: path)
    } catch {
      lose(from: 0, because: error.message)
    }
  }

  /// Creates a file with mode 0600; fails if there is one of that name, whatever it is.
  private static func create(path: String) throws(CommandError) -> OwnedDescriptor {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(.output, "output was lost: cannot create \(path): \(ErrorNumber.last.text)")
    }
    return try OwnedDescriptor(descriptor)
  }

  private mutating func lose(from offset: Int64, because reason: String) {
    problem = reason
    end = min(end, offset)
  }

  private mutating func leaveOut(_ surplus: Int64) {
    let newStart = (tailStart + surplus) / Self.block * Self.block
    if daybook_punch_hole(descriptor.number, headLimit, newStart - headLimit) == 0 {
      tailStart = newStart
    } else {
      // Without holes: what is in the file stays, and nothing is added.
      end = min(end, headLimit + tailLimit)
      ftruncate(descriptor.number, off_t(end))
    }
  }

  private func appendMarker(leftOut: Int64, at offset: Int64) {
    // On a full disk this fails too; the result of the attempt says what happened.
    _ = write(marker(leftOut: leftOut), to: descriptor, at: offset)
  }

  /// Puts a file without the hole in the place of this one; if that cannot be done, this one stays as it is.
  private mutating func closeGap() {
    let closedPath = "\(path).closed"
    unlink(closedPath)
    do throws(CommandError) {
      let closed = try Self.create(path: closedPath)
      try copy(to: closed)
      guard rename(closedPath, path) == 0 else { throw CommandError(.output, ErrorNumber.last.text) }
    } catch {
      unlink(closedPath)
      problem = problem ?? "the gap in the output stays a hole: \(error.message)"
    }
  }

  private func copy(to closed: borrowing OwnedDescriptor) throws(CommandError) {
    var target = try copy(from: 0, to: headLimit, into: closed, at: 0)
    guard let marked = write(marker(leftOut: tailStart - headLimit), to: closed, at: target) else {
      throw CommandError(.output, ErrorNumber.last.text)
    }
    target = marked
    _ = try copy(from: tailStart, to: .max, into: closed, at: target)
  }

  /// Copies a range, or all up to the end of the file, and returns the offset behind the copy.
  private func copy(
    from start: Int64,
    to limit: Int64,
    into closed: borrowing OwnedDescriptor,
    at offset: Int64
  ) throws(CommandError) -> Int64 {
    var piece = [UInt8](repeating: 0, count: 256 << 10)
    var source = start
    while source < limit {
      let wanted = Int(min(Int64(piece.count), limit - source))
      let count = pread(descriptor.number, &piece, wanted, off_t(source))
      guard count >= 0 else { throw CommandError(.output, ErrorNumber.last.text) }
      if count == 0 { break }
      let error = piece.withUnsafeBytes { bytes in
        closed.write(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)), at: offset + source - start)
      }
      if let error { throw CommandError(.output, error.text) }
      source += Int64(count)
    }
    return offset + source - start
  }

  /// Writes a line and returns the offset behind it; nil if it cannot be written.
  private func write(_ line: String, to file: borrowing OwnedDescriptor, at offset: Int64) -> Int64? {
    let bytes = Array(line.utf8)
    let error = bytes.withUnsafeBytes { file.write($0, at: offset) }
    return error == nil ? offset + Int64(bytes.count) : nil
  }

  private func marker(leftOut: Int64) -> String {
    var digits = Array(String(leftOut))
    for position in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: position) }
    return "\n… \(String(digits)) bytes left out …\n"
  }
}
