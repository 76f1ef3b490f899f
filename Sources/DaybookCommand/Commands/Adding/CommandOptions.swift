import ArgumentParser
import Daybook
import Glibc

/// What an ad-hoc command takes along beside its words.
struct CommandOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Run it there instead of here.", valueName: "dir"))
  var cwd: String?

  @Option(
    name: .customLong("env"),
    help: ArgumentHelp("Take a variable along, or set one; may be repeated.", valueName: "name[=value]"))
  var variables: [String] = []

  @Flag(help: "Take every variable along whose name does not look secret.")
  var envAll = false

  @Option(help: ArgumentHelp("What it reads on standard input; - is what this command reads.", valueName: "file"))
  var input: String?

  @Flag(help: "Run the command's text with /bin/sh -c.")
  var shell = false

  init() {}

  /// The options given, as they are written: they mean nothing without a command.
  var given: [String] {
    [
      ("--cwd", cwd != nil), ("--env", !variables.isEmpty), ("--env-all", envAll), ("--input", input != nil),
      ("--shell", shell),
    ].filter(\.1).map(\.0)
  }

  /// The command that `words` and these options describe.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for a word that needs a shell, or input that is not text.
  func command(_ words: [String], printer: Printer) throws -> AdHocCommand {
    let context = printer.context
    let captured = try CapturedEnvironment(of: context.environment, takesAll: envAll, extra: variables)
    if !captured.leftOut.isEmpty {
      printer.talk("left out what looks secret: \(captured.leftOut.joined(separator: ", ")); --env NAME takes it along")
    }
    return AdHocCommand(
      words: shell ? [words.joined(separator: " ")] : try checked(words, context),
      usesShell: shell,
      workingDirectory: try workingDirectory(context),
      fileModeMask: ProcessFacts.fileModeMask(),
      environment: captured.variables,
      input: try inputText(context))
  }

  private func checked(_ words: [String], _ context: CommandContext) throws(DaybookError) -> [String] {
    guard words.count == 1, let word = words.first, ShellSyntax.looksLikeShell(word) else { return words }
    // A program may have blanks in its path.
    if word.contains("/"), access(context.absolutePath(word), X_OK) == 0 { return words }
    throw DaybookError(
      .invalidInput,
      "'\(word)' is one word with blanks or shell syntax in it: use --shell, or write the words apart")
  }

  private func workingDirectory(_ context: CommandContext) throws(DaybookError) -> String {
    guard let cwd else { return context.workingDirectory }
    let path = context.absolutePath(cwd)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw DaybookError(.invalidInput, "--cwd \(cwd): there is no such directory")
    }
    return path
  }

  private func inputText(_ context: CommandContext) throws -> String? {
    guard let input else { return nil }
    let bytes =
      input == "-"
      ? try context.input.readAll(limit: Limits.payloadBytes)
      : try FileText.read(context.absolutePath(input), shownAs: input, limit: Limits.payloadBytes + 1)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DaybookError(.invalidInput, "--input \(input) is not UTF-8 text: have the command read the file itself")
    }
    return text
  }
}
