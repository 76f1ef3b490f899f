import CommandJobs
import Testing

struct CommandLineParametersTests {
  private let parameters = CommandLineParameters(["path": "/home/a b; rm c", "depth": "3", "dry_run": "true"])

  @Test(arguments: [
    ("plain", "plain"),
    ("{path}", "/home/a b; rm c"),
    ("--depth={depth},{dry_run}", "--depth=3,true"),
    ("{{path}}", "{path}"),
    ("{{{depth}}}", "{3}"),
    (#"{{"n":{depth}}}"#, #"{"n":3}"#),
    ("ünï{depth}ç", "ünï3ç"),
    ("", ""),
  ])
  func `a word has its parameters replaced`(word: String, expected: String) throws {
    #expect(try parameters.substitute(in: [word]) == [expected])
  }

  @Test func `a value with braces is not looked at again`() throws {
    #expect(try CommandLineParameters(["a": "{b}", "b": "no"]).substitute(in: ["{a}"]) == ["{b}"])
  }

  @Test(arguments: [
    (["x", "{pth}"], "word 2 of the command names an unknown parameter {pth}: did you mean {path}?"),
    (["{zzzzzz}"], "word 1 of the command names an unknown parameter {zzzzzz}: there are {depth}, {dry_run}, {path}"),
  ])
  func `an unknown parameter is refused with the nearest`(words: [String], message: String) {
    let error = #expect(throws: CommandError.self) { try parameters.substitute(in: words) }
    #expect(error?.code == .parameter)
    #expect(error?.message == message)
  }

  @Test func `a job without parameters is told how to write braces`() {
    let error = #expect(throws: CommandError.self) { try CommandLineParameters([:]).substitute(in: ["{x}"]) }
    #expect(error?.message.hasSuffix("this job has no parameters; write {{x}} for the braces themselves") == true)
  }

  @Test(arguments: ["{", "}", "a{", "{print $1}", "{}", "{path", "{1}", "x}y", "{{}", "{path}}"])
  func `a lone brace is refused`(word: String) {
    let error = #expect(throws: CommandError.self) { try parameters.substitute(in: [word]) }
    #expect(error?.code == .parameter)
  }

  @Test func `the names in use are listed once and in order`() throws {
    #expect(try CommandLineParameters.names(in: ["{b}", "x{a}{b}", "{{c}}"]) == ["b", "a"])
  }
}
