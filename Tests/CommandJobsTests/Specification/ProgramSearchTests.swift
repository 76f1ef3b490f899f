import CommandJobs
import Foundation
import Testing

struct ProgramSearchTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    for name in ["first", "second"] {
      try FileManager.default.createDirectory(atPath: bench.path(name), withIntermediateDirectories: false)
    }
  }

  private func make(_ path: String, mode: Int = 0o755) {
    _ = FileManager.default.createFile(atPath: bench.path(path), contents: nil, attributes: [.posixPermissions: mode])
  }

  private func resolve(_ program: String, path: String? = nil) throws(CommandError) -> String {
    try ProgramSearch.resolve(program, path: path, directory: bench.directory)
  }

  @Test func `the first entry that has the program wins`() throws {
    make("first/tool")
    make("second/tool")
    #expect(
      try resolve("tool", path: "\(bench.path("none")):\(bench.path("second")):\(bench.path("first"))")
        == bench.path("second/tool"))
  }

  @Test func `a file that cannot be run is passed over`() throws {
    make("first/tool", mode: 0o644)
    make("second/tool")
    try FileManager.default.createDirectory(atPath: bench.path("tool"), withIntermediateDirectories: false)
    #expect(try resolve("tool", path: ":\(bench.path("first")):\(bench.path("second"))") == bench.path("second/tool"))
  }

  @Test func `relative entries and programs count from the working directory`() throws {
    make("first/tool")
    #expect(try resolve("tool", path: "first") == bench.path("first/tool"))
    #expect(try resolve("first/tool") == bench.path("first/tool"))
    make("here")
    #expect(try resolve("here", path: "") == bench.path("here"))
  }

  @Test func `without a path the standard one is used`() throws {
    #expect(try resolve("sh") == "/bin/sh")
  }

  @Test func `what is missing is told from what cannot be run`() {
    make("first/data", mode: 0o644)
    let missing = #expect(throws: CommandError.self) { try resolve("no-such-tool", path: "/usr/bin:/bin") }
    #expect(missing?.code == .programNotFound)
    #expect(missing?.message == #"no program "no-such-tool" in PATH=/usr/bin:/bin: install it or give its full path"#)
    for name in ["data", "./first/data", "./first"] {
      let refused = #expect(throws: CommandError.self) { try resolve(name, path: bench.path("first")) }
      #expect(refused?.code == .notExecutable, "\(name)")
    }
    let absent = #expect(throws: CommandError.self) { try resolve("/no/such/tool") }
    #expect(absent?.code == .programNotFound)
    #expect(absent?.message == "cannot run /no/such/tool: no such file or directory")
  }
}
