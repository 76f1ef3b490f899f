import Daybook
import Glibc

/// What the disk does by itself: one file, appended to, and synced after each record or not, by a plain loop.
enum PlainLog {
  /// Appends so many records of a size; returns how long each took, in microseconds.
  static func append(
    _ count: Int, bytes: Int, syncs: Bool = true, in directory: String
  ) throws(DaybookError) -> [Double] {
    let path = "\(directory)/plain.log"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    guard descriptor >= 0 else { throw DaybookError(.storage, "cannot write in \(directory)") }
    defer {
      close(descriptor)
      unlink(path)
    }
    let record = [UInt8](repeating: 65, count: bytes)
    var times: [Double] = []
    times.reserveCapacity(count)
    let clock = ContinuousClock()
    for _ in 0..<count {
      let start = clock.now
      guard write(descriptor, record, bytes) == bytes, !syncs || fdatasync(descriptor) == 0 else {
        throw DaybookError(.storage, "the disk refused an append: \(String(cString: strerror(errno)))")
      }
      times.append(microseconds(start.duration(to: clock.now)))
    }
    return times
  }
}

/// A duration as a number of microseconds.
func microseconds(_ duration: Duration) -> Double { duration / .microseconds(1) }
