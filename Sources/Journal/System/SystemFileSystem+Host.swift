import Glibc

// What the journal asks about the machine and the processes on it; on Linux the answers are files under /proc.
extension SystemFileSystem {
  package var effectiveUser: UInt32 { geteuid() }

  package func currentProcess() throws(SystemCallError) -> ProcessIdentity {
    let process = UInt32(getpid())
    let boot = try Self.bootIdentifier(contents(of: "/proc/sys/kernel/random/boot_id"))
    guard let startTime = try ProcessEntry(contents(of: "/proc/self/stat"))?.startTime, let boot else {
      throw SystemCallError(call: "read /proc", number: EPROTO)
    }
    return ProcessIdentity(number: process, startTime: startTime, bootIdentifier: boot)
  }

  package func hostName() throws(SystemCallError) -> String {
    var name = [CChar](repeating: 0, count: 256)
    // The last byte stays zero, whatever fits.
    guard gethostname(&name, name.count - 1) == 0 else { throw .last("gethostname") }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  package func processDescription(_ process: UInt32) -> String? {
    guard let entry = try? ProcessEntry(contents(of: "/proc/\(process)/stat")) else { return nil }
    return entry.description
  }

  /// When a process started, in clock ticks since the machine did; nil when there is none with this number.
  func startTime(of process: UInt32) -> UInt64? {
    (try? ProcessEntry(contents(of: "/proc/\(process)/stat")))?.startTime
  }

  package func monotonicNanoseconds() -> UInt64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return UInt64(now.tv_sec) * 1_000_000_000 + UInt64(now.tv_nsec)
  }

  package func wallMilliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  package func pause(nanoseconds: UInt64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    nanosleep(&time, nil)
  }

  package func randomBytes(_ count: Int) throws(SystemCallError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = bytes.withUnsafeMutableBytes { buffer in getentropy(buffer.baseAddress, buffer.count) }
    guard result == 0 else { throw .last("getentropy") }
    return bytes
  }

  /// A file under /proc, which fits in one page.
  func contents(of path: String) throws(SystemCallError) -> [UInt8] {
    let file = try open(path, in: nil, .read)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let result = bytes.withUnsafeMutableBytes { buffer in
      repeating { Glibc.read(file.rawValue, buffer.baseAddress, buffer.count) }
    }
    guard result >= 0 else { throw .last("read") }
    return Array(bytes.prefix(result))
  }

  /// The 16 bytes written as hexadecimal digits and hyphens; nil when it is anything else.
  private static func bootIdentifier(_ text: [UInt8]) -> [UInt8]? {
    var digits: [UInt8] = []
    for character in text where character != UInt8(ascii: "-") && character != UInt8(ascii: "\n") {
      guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
      digits.append(UInt8(digit))
    }
    guard digits.count == 32 else { return nil }
    return stride(from: 0, to: 32, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
