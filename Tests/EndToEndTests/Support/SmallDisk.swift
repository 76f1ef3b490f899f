import Foundation
import Glibc

/// A small file system in memory, mounted on a sandbox's state directory; only root can.
final class SmallDisk {
  /// Why there is none to be had; nil when there is.
  static let obstacle: String? = {
    guard geteuid() == 0 else { return "mounting a small disk needs root" }
    let path = NSTemporaryDirectory() + "/daybook-disk-" + UUID().uuidString
    mkdir(path, 0o700)
    defer { rmdir(path) }
    guard mount("none", path, "tmpfs", 0, "size=1m") == 0 else {
      return "mounting a small disk failed: \(String(cString: strerror(errno)))"
    }
    umount2(path, Int32(MNT_DETACH))
    return nil
  }()

  private let path: String
  private let options: String

  /// - Parameter options: of tmpfs, such as `size=3m` or `nr_inodes=20`.
  init(_ sandbox: Sandbox, _ options: String) throws {
    path = sandbox.state
    self.options = options + ",mode=700"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try mountAgain(0, self.options)
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  func resize(_ options: String) throws { try mountAgain(UInt(MS_REMOUNT), options + ",mode=700") }

  func makeReadOnly() throws { try mountAgain(UInt(MS_REMOUNT | MS_RDONLY), options) }

  private func mountAgain(_ flags: UInt, _ options: String) throws {
    guard mount("none", path, "tmpfs", flags, options) == 0 else {
      throw TimedOut(description: "mount \(path) \(options): \(String(cString: strerror(errno)))")
    }
  }
}
