/// Everything a child process is made from.
package struct ProcessSpecification: Sendable {
  /// The program and its arguments; a program without a slash is looked for in the environment's `PATH`.
  package var arguments: [String]
  /// The whole environment; nothing is inherited.
  package var environment: [String: String]
  /// Where the program runs; absolute.
  package var workingDirectory: String
  package var input: StandardInput
  /// The file for standard output and standard error together; it must not exist yet.
  package var outputPath: String
  /// The most bytes the output file keeps; half of them from the beginning and half from the end.
  package var outputLimit: Int
  /// The permissions that files made by the program do not get; nil keeps the worker's.
  package var fileMask: UInt32?
  /// The nice value, -20 to 19; 0 keeps the worker's.
  package var nice: Int32
  package var limits: [ResourceLimit]
  /// Who runs it; nil is the worker's own user.
  package var user: UserIdentity?
  /// How long processes that outlive the program get between TERM and KILL.
  package var leftoverGrace: Duration
  /// Called on the capturing thread for each line that is a directive; must return at once.
  package var onDirective: @Sendable (Directive) -> Void

  /// The bytes of output kept when nobody says otherwise: 16 MiB.
  package static let standardOutputLimit = 16 << 20
  /// The smallest output limit; holes in files are made in blocks, so less could not be kept apart.
  package static let smallestOutputLimit = 16 << 10

  package init(
    arguments: [String],
    environment: [String: String],
    workingDirectory: String,
    input: StandardInput = .none,
    outputPath: String,
    outputLimit: Int = standardOutputLimit,
    onDirective: @escaping @Sendable (Directive) -> Void = { _ in }
  ) {
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.input = input
    self.outputPath = outputPath
    self.outputLimit = outputLimit
    self.onDirective = onDirective
    fileMask = nil
    nice = 0
    limits = []
    user = nil
    leftoverGrace = .seconds(2)
  }

  /// Refuses what could only be passed on cut short or misunderstood.
  func validate() throws(CommandError) {
    guard let program = arguments.first, !program.isEmpty else {
      throw CommandError(.invalidCommand, "the command is empty: its first word must name a program")
    }
    if let index = arguments.firstIndex(where: { $0.utf8.contains(0) }) {
      throw CommandError(.invalidCommand, "word \(index + 1) of the command holds a NUL byte, which no program can get")
    }
    for (name, value) in environment {
      if name.isEmpty || name.utf8.contains(UInt8(ascii: "=")) || name.utf8.contains(0) || value.utf8.contains(0) {
        throw CommandError(
          .invalidCommand, "environment variable \"\(name)\" has a name or value that cannot be passed on")
      }
    }
    guard workingDirectory.hasPrefix("/") else {
      throw CommandError(.workingDirectory, "working directory \"\(workingDirectory)\" is not an absolute path")
    }
    guard outputLimit >= Self.smallestOutputLimit else {
      throw CommandError(.output, "an output limit of \(outputLimit) bytes is below \(Self.smallestOutputLimit)")
    }
  }
}
