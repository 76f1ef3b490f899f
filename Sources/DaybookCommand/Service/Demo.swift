import Daybook
import Glibc

/// `daybook demo`: a sandbox of its own, filled with real jobs and opened in the console.
struct Demo {
  let context: CommandContext

  /// Makes the sandbox, fills it and opens it; the sandbox stays afterwards, and the last line says where.
  ///
  /// - Parameter state: the state directory; nil makes one in the sandbox.
  func run(_ global: GlobalOptions, worker: WorkerOptionsGroup, state: String?) async throws {
    let sandbox = try makeSandbox()
    let jobsFile = "\(sandbox)/daybook.toml"
    let text = DemoJobsFile.text(home: context.variable("HOME") ?? "/etc", scratch: "\(sandbox)/scratch")
    try FileText.write(text, to: jobsFile, shownAs: jobsFile, replaces: false)
    var global = global
    global.dir = state ?? "\(sandbox)/state"
    global.config = jobsFile
    let options = try LaunchOptions(global, worker: worker, context: context)
    try await fill(options)
    if options.hasInterface {
      try await Session.run(options)
    } else {
      try await Serving.runHeadless(options)
    }
    try context.talk.write(
      "the sandbox stays in \(sandbox); to open it again: daybook --dir \(options.workplace.directory)\n")
  }

  private func fill(_ options: LaunchOptions) async throws {
    guard let file = try options.loadJobsFile() else { return }
    let engine = try options.workplace.openForChanging()
    defer { engine.close() }
    try await engine.perform(ApplyDeclarations(file.declarations))
    let owner = options.workplace.owner
    try await engine.perform(Enqueue(DemoJobsFile.firstJobs.map { JobRequest(type: $0, owner: owner) }))
  }

  /// A new directory that only this user can read.
  private func makeSandbox() throws -> String {
    let parent = context.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/daybook-demo-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw Self.failed(parent) }
    let sandbox = String(cString: made)
    guard mkdir("\(sandbox)/scratch", 0o700) == 0 else { throw Self.failed(sandbox) }
    return sandbox
  }

  private static func failed(_ path: String) -> DaybookError {
    DaybookError(
      .storage, "cannot make the sandbox in \(path): \(String(cString: strerror(errno))); set TMPDIR to another place")
  }
}
