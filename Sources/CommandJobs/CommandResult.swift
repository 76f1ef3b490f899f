/// How a command ended, what it used, and what it wrote.
package struct CommandResult: Hashable, Sendable {
  /// The exit code; nil when a signal ended it, or when somebody else collected it first.
  package var exitCode: Int32?
  /// The signal that ended it.
  package var signal: Int32?
  /// Processor time of the program and of the processes it waited for.
  package var userMilliseconds: Int64
  package var systemMilliseconds: Int64
  /// The most memory that one of its processes held at once.
  ///
  /// Nil when that was less than the worker itself uses: a child starts out with its parent's peak, and below that
  /// Linux does not tell.
  package var peakMemoryBytes: Int64?
  /// The bytes written to standard output and standard error, kept or not.
  package var outputBytes: Int64
  /// Whether the output file leaves some of them out.
  package var isOutputTruncated: Bool
  /// Why output is missing within the limit, such as "no space left on device".
  package var outputProblem: String?
  /// The processes that the program left running when it ended by itself; they were ended too.
  package var leftoverProcesses: Int
  /// Whether the process group was seen empty; if not, the job must not be started again.
  package var isGroupEmpty: Bool
  /// The last line of output that is neither blank nor a directive, safe to show, at most 200 characters.
  package var lastErrorLine: String?

  package init(exitCode: Int32?, signal: Int32? = nil) {
    self.exitCode = exitCode
    self.signal = signal
    userMilliseconds = 0
    systemMilliseconds = 0
    peakMemoryBytes = nil
    outputBytes = 0
    isOutputTruncated = false
    outputProblem = nil
    leftoverProcesses = 0
    isGroupEmpty = true
    lastErrorLine = nil
  }

  /// The result with what became of the output.
  func adding(_ output: OutputSummary) -> CommandResult {
    var result = self
    result.outputBytes = output.byteCount
    result.isOutputTruncated = output.isTruncated
    result.outputProblem = output.problem
    result.lastErrorLine = output.lastErrorLine
    return result
  }

  /// Whether the program ended with code 0.
  package var isSuccess: Bool { exitCode == 0 }

  /// One line that says why it failed, such as `exit 1: no space left on device`; nil for a success.
  package var failureReason: String? {
    guard !isSuccess else { return nil }
    let end =
      switch (exitCode, signal) {
      case (let code?, _): "exit \(code)"
      case (nil, let signal?): "killed by \(SignalName.of(signal))"
      case (nil, nil): "exit code unknown: another part of this program collected the process"
      }
    let reason = lastErrorLine.map { "\(end): \($0)" } ?? end
    return outputProblem.map { "\(reason) (\($0))" } ?? reason
  }
}
