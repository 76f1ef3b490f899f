import Glibc

/// Who this process is.
package enum ThisProcess {
  package static var processID: Int32 { getpid() }

  /// The machine's name, `localhost` when it has none.
  package static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The user's name, or the number of a user without one.
  package static var userName: String {
    var entry = passwd()
    var result: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(geteuid(), &entry, &buffer, buffer.count, &result) == 0, let result,
      let name = result.pointee.pw_name
    else { return "\(geteuid())" }
    return String(cString: name)
  }

  /// The kernel's name for the time since the machine started; empty where there is none.
  package static var bootIdentifier: String {
    let descriptor = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)).prefix { $0 > 0x20 }, as: UTF8.self)
  }

  /// The terminal on standard input, such as `pts/3`; nil off a terminal.
  package static var terminalName: String? {
    var buffer = [CChar](repeating: 0, count: 128)
    guard ttyname_r(STDIN_FILENO, &buffer, buffer.count) == 0 else { return nil }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return name.hasPrefix("/dev/") ? String(name.dropFirst(5)) : name
  }
}

extension Actor {
  /// The person at this process, acting through `program`.
  ///
  /// - Parameter user: acts for somebody else (`--as`).
  package static func current(program: String, user: String? = nil) -> Actor {
    Actor(
      user: user ?? ThisProcess.userName, terminal: ThisProcess.terminalName,
      host: ThisProcess.hostName, program: program)
  }
}
