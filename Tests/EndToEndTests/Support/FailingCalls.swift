/// Makes system calls of a program fail from outside.
enum FailingCalls {
  /// Why nothing can be made to fail; nil when it can.
  static let obstacle: String? = {
    let result = try? Program.run(words(["fdatasync:error=EIO"]) + ["true"])
    return result?.status == 0 ? nil : "failing system calls needs strace, and to be allowed to trace"
  }()

  /// What stands before the program.
  /// - Parameter injections: such as `fdatasync:error=EIO:when=3`.
  static func words(_ injections: [String]) -> [String] {
    ["strace", "-f", "-o", "/dev/null", "-e", "trace=fdatasync,fsync"] + injections.flatMap { ["-e", "inject=\($0)"] }
  }
}
