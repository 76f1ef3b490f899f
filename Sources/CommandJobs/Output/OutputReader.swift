import CSystem
import Glibc

/// Reads an attempt's output from its file, also while the attempt runs.
///
/// A reader keeps the file open: one that follows a running attempt gets everything to the end, whatever becomes of the
/// file's name. To follow, call `next` again after the file has grown or the attempt has ended.
package struct OutputReader: ~Copyable {
  /// The next part of the output.
  package enum Piece: Hashable, Sendable {
    case bytes([UInt8])
    /// This many bytes are not kept any more.
    case gap(Int64)
  }

  private let descriptor: OwnedDescriptor
  private var offset: Int64

  /// Opens the file at its beginning.
  package init(path: String) throws(CommandError) {
    let number = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard number >= 0 else {
      throw CommandError(.output, "cannot read the output file \(path): \(ErrorNumber.last.text)")
    }
    descriptor = try OwnedDescriptor(number)
    offset = 0
  }

  /// Goes to the last `count` bytes of what is there now.
  package mutating func skipToLast(_ count: Int) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0 else { return }
    offset = max(offset, Int64(status.st_size) - Int64(count))
  }

  /// The next part, of at most `maximum` bytes; nil if there is no more for now.
  package mutating func next(maximum: Int = 64 << 10) throws(CommandError) -> Piece? {
    let data = daybook_next_data(descriptor.number, offset)
    // Negative at the end of the file, and on file systems that know no holes.
    if data > offset {
      defer { offset = data }
      return .gap(data - offset)
    }
    let hole = data < 0 ? -1 : daybook_next_hole(descriptor.number, offset)
    let wanted = hole > offset ? min(maximum, Int(hole - offset)) : maximum
    let descriptor = descriptor.number
    let offset = offset
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
      count = pread(descriptor, buffer.baseAddress, wanted, off_t(offset))
      initialized = max(0, count)
    }
    guard count >= 0 else { throw CommandError(.output, "cannot read output: \(ErrorNumber.last.text)") }
    self.offset += Int64(count)
    return count == 0 ? nil : .bytes(bytes)
  }
}
