import Glibc

/// A directory that a command made for itself, and takes away again.
enum DirectoryTree {
  /// Removes a directory and everything in it; what cannot be removed stays.
  static func remove(_ path: String) {
    if !isLink(path), let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(directory)
    }
    _ = Glibc.remove(path)
  }

  /// A link to a directory is removed and never followed.
  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
