package import Daybook
import Glibc

/// What a command sees of the process it runs in; a test gives its own.
package struct CommandContext: Sendable {
  /// The environment variables.
  package var environment: [String: String]
  /// An absolute path.
  package var workingDirectory: String
  /// Results: standard output.
  package var output: TextOutput
  /// Talk: standard error.
  package var talk: TextOutput
  /// Standard input.
  package var input: TextInput
  /// Whether the program runs with another user's or group's rights than its caller's.
  package var hasBorrowedPrivileges: Bool
  package var time: any TimeSource
  /// Opens the journal of a state directory, for reading only or for changes.
  package var openEngine: EngineOpener
  /// Opens the end of a state directory's journal, to enqueue without reading it; nil when it has to be read.
  package var openProducer: ProducerOpener

  /// Opens a state directory: its path, who acts, whether only to read, when a change counts as accepted, whether also on a
  /// network file system, and whom to tell how far it has come.
  package typealias EngineOpener =
    @Sendable (
      _ directory: String, _ actor: Actor, _ isReadOnly: Bool, _ durability: Durability, _ allowsNetwork: Bool,
      _ progress: OpeningProgress.Receiver?
    ) throws -> Engine

  /// Opens the end of a state directory's journal: its path, who acts, when a change counts as accepted, whether also on a
  /// network file system.
  package typealias ProducerOpener =
    @Sendable (
      _ directory: String, _ actor: Actor, _ durability: Durability, _ allowsNetwork: Bool
    ) throws -> BlindProducer?

  package init(
    environment: [String: String], workingDirectory: String, output: TextOutput, talk: TextOutput, input: TextInput,
    hasBorrowedPrivileges: Bool = false, time: any TimeSource = SystemTime(), openEngine: @escaping EngineOpener,
    openProducer: @escaping ProducerOpener = { _, _, _, _ in nil }
  ) {
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.output = output
    self.talk = talk
    self.input = input
    self.hasBorrowedPrivileges = hasBorrowedPrivileges
    self.time = time
    self.openEngine = openEngine
    self.openProducer = openProducer
  }

  /// The context of the command that the current task runs; the process's own unless a test says otherwise.
  @TaskLocal package static var current = CommandContext.ofProcess()

  /// The value of an environment variable; nil when it is unset or empty.
  package func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `path` as an absolute path, seen from the working directory; `~/` is the home directory.
  package func absolutePath(_ path: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/"), let home = variable("HOME") { path = home + path.dropFirst() }
    return PathText.normalized(path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)")
  }

  /// An absolute path as people write it: `~/` for the home directory.
  package func abbreviated(_ path: String) -> String {
    guard let home = variable("HOME"), path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }

  private static func ofProcess() -> CommandContext {
    CommandContext(
      environment: ProcessFacts.environment(),
      workingDirectory: ProcessFacts.workingDirectory(),
      output: .descriptor(STDOUT_FILENO),
      talk: .descriptor(STDERR_FILENO),
      input: .descriptor(STDIN_FILENO),
      hasBorrowedPrivileges: getuid() != geteuid() || getgid() != getegid(),
      openEngine: { directory, actor, isReadOnly, durability, allowsNetwork, progress in
        if isReadOnly { try Workplace.requireJournal(in: directory) }
        return try Engine.open(
          directory: directory, actor: actor, isReadOnly: isReadOnly, durability: durability,
          allowsNetwork: allowsNetwork, progress: progress)
      },
      openProducer: { directory, actor, durability, allowsNetwork in
        try BlindProducer.open(
          directory: directory, actor: actor, durability: durability, allowsNetwork: allowsNetwork)
      }
    )
  }
}
