import DaybookCommand
import Testing

struct CommandInputTests {
  @Test(arguments: [
    ("cmd", "cmd", nil), ("cmd %", "cmd ", nil), ("mail me%a%b", "mail me", "a\nb\n"), ("c%a%", "c", "a\n"),
    ("c%%", "c", "\n"), ("c%a\\%b%c", "c", "a%b\nc\n"), ("date +\\%d", "date +%d", nil),
    ("date +\\%d%x", "date +%d", "x\n"), ("a\\n", "a\\n", nil), ("a\\\\n", "a\\n", nil), ("a\\\\%x", "a\\", "x\n"),
    ("c%a\\b", "c", "a\\b\n"), ("c%a\\\\%b", "c", "a\\%b\n"), ("c\\", "c\\", nil), ("c%\\%\\%", "c", "%%\n"),
  ])
  func `the first percent sign ends the command, the others end lines of its input`(
    text: String, command: String, input: String?
  ) {
    let parts = CommandInput(text)
    #expect(parts.command == command)
    #expect(parts.input == input)
  }

  @Test func `two backslashes that become one are noticed`() {
    #expect(CommandInput("a\\\\b").halvesBackslashes)
    #expect(!CommandInput("a\\%b\\n%\\\\").halvesBackslashes)
  }
}
