import ArgumentParser
import Daybook

/// `daybook add`: enqueues a command.
struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Enqueue a command.",
    usage: "daybook add [<options>] [--] <command> [<arg> ...]",
    discussion: """
      The command runs as you would run it here: same directory, umask, PATH, HOME, language and time zone. Options end \
      at its first word.

      Examples:
        daybook add tar czf /backup/home.tgz /home
        daybook add --delay 2h --max-retries 3 -- rsync -a src/ host:dst/
        daybook add --shell 'df -h | mail -s disks ann'
        find . -name '*.flac' | sed 's/.*/encode &/' | daybook add --stdin
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup(title: "Job Options") var job: JobOptions
  @OptionGroup(title: "Command Options") var command: CommandOptions

  @Flag(name: .customLong("stdin"), help: "Read commands from standard input, one a line, and enqueue them together.")
  var readsLines = false

  @Flag(help: "Wait until it has ended; exit with 0 if it completed.")
  var wait = false

  @Argument(parsing: .captureForPassthrough, help: ArgumentHelp("The program and its arguments.", valueName: "command"))
  var captured: [String] = []

  init() {}

  mutating func run() async throws {
    let words = try CommandWords(captured, of: Self.self).words
    let printer = Printer(global)
    var workplace = Workplace(global)
    workplace.durability = job.durability
    var requests: [JobRequest] = []
    for words in try await commands(words, printer) {
      let command = try command.command(words, printer: printer)
      var request = try job.request(
        type: Limits.commandType, payload: command.payload, owner: workplace.owner, now: printer.context.time.now())
      request.label = request.label ?? command.label
      requests.append(request)
    }
    if requests.isEmpty { return printer.talk("standard input had no commands; nothing added") }
    try await Enqueuer(workplace, printer: printer).enqueue(requests, waits: wait)
  }

  private func commands(_ words: [String], _ printer: Printer) async throws -> [[String]] {
    guard readsLines else {
      if words.isEmpty || words == [""] {
        throw ValidationError("there is no command; write it after the options: daybook add -- echo hello")
      }
      return [words]
    }
    guard words.isEmpty, command.input != "-" else {
      throw ValidationError(
        "--stdin reads the commands themselves: leave out \(words.isEmpty ? "--input -" : "'\(words[0])'")")
    }
    var commands: [[String]] = []
    var number = 0
    try await printer.context.input.forEachLine { line in
      number += 1
      if let words = try Self.words(of: line, usesShell: command.shell, number: number) { commands.append(words) }
    }
    return commands
  }

  /// The words of one line; nil for a blank one.
  private static func words(of line: String, usesShell: Bool, number: Int) throws -> [String]? {
    if line.allSatisfy(\.isWhitespace) { return nil }
    if usesShell { return [line] }
    guard let words = ShellSyntax.words(of: line) else {
      throw DaybookError(.invalidInput, "line \(number) needs a shell: '\(line)'; use --shell. Nothing was added")
    }
    return words
  }
}
