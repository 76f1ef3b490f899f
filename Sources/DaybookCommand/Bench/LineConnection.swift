import Daybook
import Glibc

/// A connection to a server on this machine that answers in lines.
final class LineConnection {
  private static let connectAttempts = 200

  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var start = 0

  /// Connects, waiting a moment for a server that is just starting.
  init(port: UInt16) async throws {
    for _ in 0..<Self.connectAttempts {
      let descriptor = try Self.socket()
      if Self.withLoopback(port: port, { connect(descriptor, $0, $1) }) == 0 {
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        self.descriptor = descriptor
        return
      }
      close(descriptor)
      try await Task.sleep(for: .milliseconds(10))
    }
    throw DaybookError(.storage, "nobody answers at port \(port)")
  }

  deinit { close(descriptor) }

  /// A port that nobody listens at.
  static func freePort() throws(DaybookError) -> UInt16 {
    let descriptor = try socket()
    defer { close(descriptor) }
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    guard withLoopback(port: 0, { bind(descriptor, $0, $1) }) == 0,
      withUnsafeMutablePointer(
        to: &address,
        { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) } }) == 0
    else { throw failure("find a free port") }
    return UInt16(bigEndian: address.sin_port)
  }

  /// Sends all of a text.
  func send(_ text: String) throws(DaybookError) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Self.failure("send") }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line, without its end.
  func line() throws(DaybookError) -> String {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return String(decoding: buffer[start..<max(start, end - 1)], as: UTF8.self)
      }
      buffer.removeSubrange(..<start)
      start = 0
      var piece = [UInt8](repeating: 0, count: 64 << 10)
      let count = read(descriptor, &piece, piece.count)
      guard count > 0 else { throw Self.failure("receive") }
      buffer += piece[..<count]
    }
  }

  private static func socket() throws(DaybookError) -> Int32 {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw failure("open a socket") }
    return descriptor
  }

  private static func withLoopback(port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }

  private static func failure(_ what: String) -> DaybookError {
    DaybookError(.storage, "cannot \(what): \(String(cString: strerror(errno)))")
  }
}
