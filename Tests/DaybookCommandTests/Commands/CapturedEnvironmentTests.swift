import Daybook
import DaybookCommand
import Testing

struct CapturedEnvironmentTests {
  private static let environment = [
    "PATH": "/bin", "HOME": "/home/ann", "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "VIRTUAL_ENV": "/v", "EDITOR": "vi",
    "AWS_SECRET_ACCESS_KEY": "s", "GITHUB_TOKEN": "t", "DB_PASSWORD": "p", "mytoken": "t", "PGPASSWORD": "p",
    "DATABASE_URL": "postgres://ann:pw@host/db", "SITE_URL": "https://host/a@b:c", "SSH_AUTH_SOCK": "/tmp/s",
    "PWD": "/x", "DAYBOOK_JOB_ID": "3",
  ]

  @Test func `the usual variables travel and no others`() throws {
    let captured = try CapturedEnvironment(of: Self.environment, takesAll: false, extra: [])
    #expect(captured.variables.keys.sorted() == ["HOME", "LANG", "LC_ALL", "PATH", "TZ", "VIRTUAL_ENV"])
    #expect(captured.leftOut.isEmpty)
  }

  @Test func `all but secrets travel on request`() throws {
    let captured = try CapturedEnvironment(of: Self.environment, takesAll: true, extra: [])
    #expect(
      captured.leftOut == [
        "AWS_SECRET_ACCESS_KEY", "DATABASE_URL", "DB_PASSWORD", "GITHUB_TOKEN", "PGPASSWORD", "mytoken",
      ])
    for name in ["EDITOR", "SSH_AUTH_SOCK", "PWD", "SITE_URL"] { #expect(captured.variables[name] != nil, "\(name)") }
    #expect(captured.variables["DAYBOOK_JOB_ID"] == nil)
  }

  @Test func `a named variable always travels`() throws {
    let captured = try CapturedEnvironment(
      of: Self.environment, takesAll: true, extra: ["GITHUB_TOKEN", "A=b=c", "EMPTY="])
    #expect(captured.variables["GITHUB_TOKEN"] == "t")
    #expect(captured.variables["A"] == "b=c")
    #expect(captured.variables["EMPTY"] == "")
    #expect(!captured.leftOut.contains("GITHUB_TOKEN"))
  }

  @Test(arguments: [
    ("NOPE", "--env NOPE: it is not set here; write NOPE=VALUE"),
    ("=x", "--env =x: '' cannot be the name of a variable"),
    ("1A=x", "--env 1A=x: '1A' cannot be the name of a variable"),
    ("a-b", "--env a-b: 'a-b' cannot be the name of a variable"),
  ])
  func `a variable that is not there or cannot be is refused`(assignment: String, message: String) {
    let error = #expect(throws: DaybookError.self) {
      try CapturedEnvironment(of: Self.environment, takesAll: false, extra: [assignment])
    }
    #expect(error?.message == message)
  }
}
