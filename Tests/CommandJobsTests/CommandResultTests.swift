import CommandJobs
import Testing

struct CommandResultTests {
  private func reason(exitCode: Int32?, signal: Int32? = nil, line: String? = nil) -> String? {
    var result = CommandResult(exitCode: exitCode, signal: signal)
    result.lastErrorLine = line
    return result.failureReason
  }

  @Test func `a success has no reason`() {
    #expect(reason(exitCode: 0, line: "fine") == nil)
    #expect(CommandResult(exitCode: 0).isSuccess)
  }

  @Test func `a failure names its end and what was said last`() {
    #expect(reason(exitCode: 1, line: "no space left on device") == "exit 1: no space left on device")
    #expect(reason(exitCode: 3) == "exit 3")
    #expect(reason(exitCode: nil, signal: 9, line: "x") == "killed by KILL: x")
    #expect(reason(exitCode: nil, signal: 42) == "killed by signal 42")
  }

  @Test func `a lost exit status is not taken for a success`() {
    #expect(!CommandResult(exitCode: nil).isSuccess)
    #expect(reason(exitCode: nil)?.hasPrefix("exit code unknown") == true)
  }
}
