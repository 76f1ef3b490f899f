import ArgumentParser
import Daybook
import DaybookCommand
import Foundation
import Testing

/// Where state and jobs files are looked for.
struct LookupTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    sandbox.set("DAYBOOK_DIR", nil)
  }

  private func directory(_ words: [String] = []) throws -> String {
    Workplace(try GlobalOptions.parse(words), context: sandbox.context()).directory
  }

  @Test func `the state directory is looked for in four places`() throws {
    #expect(try directory() == "\(sandbox.directory)/.local/state/daybook")
    sandbox.set("XDG_STATE_HOME", "relative")
    #expect(try directory() == "\(sandbox.directory)/.local/state/daybook")
    sandbox.set("XDG_STATE_HOME", "/var/state")
    #expect(try directory() == "/var/state/daybook")
    sandbox.set("DAYBOOK_DIR", "jobs/../here")
    #expect(try directory() == "\(sandbox.directory)/here")
    #expect(try directory(["--dir", "/srv/d/"]) == "/srv/d")
  }

  @Test func `an empty variable counts as unset`() throws {
    sandbox.set("DAYBOOK_DIR", "")
    #expect(try directory() == "\(sandbox.directory)/.local/state/daybook")
  }

  @Test func `the jobs file is looked for in four places`() throws {
    #expect(try ConfigurationFile.find(option: nil, context: sandbox.context()) == nil)
    try sandbox.write("", to: "daybook.toml")
    #expect(
      try ConfigurationFile.find(option: nil, context: sandbox.context())
        == ConfigurationFile(path: "daybook.toml", origin: .workingDirectory))
    let user = "\(sandbox.directory)/.config/daybook"
    try FileManager.default.createDirectory(atPath: user, withIntermediateDirectories: true)
    try sandbox.write("", to: ".config/daybook/daybook.toml")
    #expect(
      try ConfigurationFile.find(option: nil, context: sandbox.context())
        == ConfigurationFile(path: "\(user)/daybook.toml", origin: .user))
    try sandbox.write("", to: "env.toml")
    sandbox.set("DAYBOOK_CONFIG", "env.toml")
    #expect(
      try ConfigurationFile.find(option: nil, context: sandbox.context())
        == ConfigurationFile(path: "env.toml", origin: .environment))
    try sandbox.write("", to: "option.toml")
    #expect(
      try ConfigurationFile.find(option: "option.toml", context: sandbox.context())
        == ConfigurationFile(path: "option.toml", origin: .option))
  }

  @Test func `a named jobs file that does not exist is an error`() throws {
    let error = #expect(throws: DaybookError.self) {
      try ConfigurationFile.find(option: "nope.toml", context: sandbox.context())
    }
    #expect(error?.code == .notFound)
    #expect(error?.message == "--config names nope.toml, which does not exist: daybook init nope.toml writes one")
  }

  @Test func `jobs belong to whom --as names`() throws {
    let workplace = Workplace(try GlobalOptions.parse(["--as", "bob"]), context: sandbox.context())
    #expect(workplace.owner == "bob")
    #expect(workplace.actor.user != "bob")
  }

  @Test func `--read-only refuses changes and not looks`() async throws {
    sandbox.set("DAYBOOK_DIR", sandbox.directory)
    let run = await sandbox.run("--read-only add ls")
    #expect(run.status == 4)
    #expect(run.talk.hasPrefix("daybook: --read-only refuses"))
    #expect(await sandbox.run("stats --read-only").status == 0)
  }

  @Test(arguments: [
    ("/a/./b//../c", "/a/c"), ("/..", "/"), ("a/../..", ".."), ("", "."), ("/", "/"), ("./x/", "x"), ("../x", "../x"),
  ])
  func `a path is normalised without the disk`(path: String, normalized: String) {
    #expect(PathText.normalized(path) == normalized)
  }
}
