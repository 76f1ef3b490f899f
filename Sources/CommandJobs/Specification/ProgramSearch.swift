import Glibc

/// Finds the file that a command's first word means, as a shell would.
package enum ProgramSearch {
  /// Used when the environment has no `PATH`; the same as the C library's.
  package static let standardPath = "/bin:/usr/bin"

  /// The path to execute: `program` itself if it has a slash, else the first executable of that name in `path`.
  ///
  /// Relative entries of `path`, and a relative `program`, count from `directory`. With `forOtherUser` a file counts
  /// as executable when anybody may run it: what the other user may do shows when it tries.
  package static func resolve(
    _ program: String,
    path: String?,
    directory: String,
    forOtherUser: Bool = false
  ) throws(CommandError) -> String {
    if program.contains("/") {
      return try check(program, from: directory, forOtherUser: forOtherUser)
    }
    let path = path ?? standardPath
    var refusal: CommandError?
    for entry in path.split(separator: ":", omittingEmptySubsequences: false) {
      let candidate = absolute(entry.isEmpty ? program : "\(entry)/\(program)", from: directory)
      switch executability(of: candidate, forOtherUser: forOtherUser) {
      case nil: return candidate
      // Like a shell, go on: a later entry may have a file that can be run.
      case EACCES: refusal = refusal ?? notExecutable(candidate)
      default: continue
      }
    }
    throw refusal
      ?? CommandError(.programNotFound, "no program \"\(program)\" in PATH=\(path): install it or give its full path")
  }

  private static func check(
    _ program: String,
    from directory: String,
    forOtherUser: Bool
  ) throws(CommandError) -> String {
    switch executability(of: absolute(program, from: directory), forOtherUser: forOtherUser) {
    case nil: return absolute(program, from: directory)
    case EACCES: throw notExecutable(program)
    case let number?:
      throw CommandError(.programNotFound, "cannot run \(program): \(ErrorNumber(value: number).text)")
    }
  }

  /// Nil when the file can be executed, else the error number that says why not.
  private static func executability(of path: String, forOtherUser: Bool) -> Int32? {
    var status = stat()
    guard stat(path, &status) == 0 else { return errno }
    guard status.st_mode & S_IFMT == S_IFREG else { return EACCES }
    if forOtherUser { return status.st_mode & 0o111 == 0 ? EACCES : nil }
    return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? nil : errno
  }

  private static func absolute(_ path: String, from directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  private static func notExecutable(_ path: String) -> CommandError {
    CommandError(.notExecutable, "\(path) is not an executable file: chmod +x it, or name the interpreter that runs it")
  }
}
