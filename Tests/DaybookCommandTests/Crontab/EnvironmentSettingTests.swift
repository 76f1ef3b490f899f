import DaybookCommand
import Testing

/// Expectations are what Debian's cron makes of the same lines.
struct EnvironmentSettingTests {
  private func setting(_ line: String) -> EnvironmentSetting? {
    let content = CrontabParser.lines(Array("\(line)\n".utf8), format: .user).first?.content
    if case .setting(let setting) = content { return setting }
    return nil
  }

  @Test(arguments: [
    ("SHELL=/bin/sh", "SHELL", "/bin/sh"), ("  A = b c  ", "A", "b c"), ("A=\"  b \"", "A", "  b"),
    ("'A B' = x", "A B", "x"), ("A='it is'", "A", "it is"), ("A=\"\"", "A", ""), ("A=''", "A", ""),
    ("A=b\"c\"", "A", "b\"c\""), ("A=\"'b'\"", "A", "b"), ("A=b # no comment", "A", "b # no comment"),
    ("PATH=$HOME/bin:$PATH", "PATH", "$HOME/bin:$PATH"), ("A==", "A", "="), ("A=b\r", "A", "b"),
    ("A\t=\tb", "A", "b"), ("é=ü", "é", "ü"),
  ])
  func `a variable is read with its quotes taken off and nothing expanded`(line: String, name: String, value: String) {
    #expect(setting(line) == EnvironmentSetting(name: name, value: value))
  }

  @Test(arguments: [
    "A=\"b\"c", "A=\"b", "A B=c", "\"A=b", "\"A=\"b", "* * * * * A=b", "@daily A=b", "A", "'A' b = c",
  ])
  func `what is no setting is taken for an entry`(line: String) { #expect(setting(line) == nil) }

  @Test func `a bare setting is known as one, because Debian's cron does not take it`() {
    #expect(setting("A=") == EnvironmentSetting(name: "A", value: "", isBare: true))
    #expect(setting("A=  ") == EnvironmentSetting(name: "A", value: "", isBare: true))
  }
}
