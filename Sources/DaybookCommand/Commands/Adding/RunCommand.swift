import ArgumentParser
import Daybook

/// `daybook run`: enqueues a job, streams its output, ends as it ends.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Enqueue a job, show its output, and exit with its code.",
    usage: """
      daybook run [<options>] <type>
      daybook run [<options>] -- <command> [<arg> ...]
      """,
    discussion: """
      The job is an ordinary one: it waits its turn, and a worker has to be there (daybook up). Its output is shown as it \
      comes, across retries; the exit code is the command's, or 128 + n when signal n ended it. ^C stops watching and \
      leaves the job alone.

      Examples:
        daybook run -- make test
        daybook run --data '{"path":"/srv"}' backup
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup(title: "Job Options") var job: JobOptions
  @OptionGroup(title: "Command Options") var command: CommandOptions

  @Option(help: ArgumentHelp("The payload of a declared type; - reads it from standard input.", valueName: "json"))
  var data: String?

  @Argument(
    parsing: .captureForPassthrough, help: ArgumentHelp("A type's name, or -- and a command.", valueName: "job"))
  var captured: [String] = []

  init() {}

  mutating func run() async throws {
    let words = try CommandWords(captured, of: Self.self)
    let printer = Printer(global)
    var workplace = Workplace(global)
    workplace.durability = job.durability
    let request = try request(words, workplace, printer)
    let engine = try workplace.openForChanging()
    defer { engine.close() }
    let workers = WorkerCheck(engine)
    guard workers.isServed else {
      throw DaybookError(
        .refused,
        "nothing is running jobs in \(workplace.directory): start a worker with \(printer.program) up; "
          + "or \(printer.program) add only queues the job")
    }
    guard workers.serves(request.type) else {
      throw DaybookError(
        .refused,
        "no worker in \(workplace.directory) serves \(request.type): \(printer.program) workers says what is served; or "
          + "\(printer.program) enqueue \(request.type) only queues the job")
    }
    guard let result = try await Enqueuer(workplace, printer: printer).append([request], to: engine).first else {
      return
    }
    printer.talk("\(result.id) \(request.label ?? request.type)")
    try await JobWatch(engine: engine, workplace: workplace, printer: printer).watch(result.id)
  }

  private func request(_ words: CommandWords, _ workplace: Workplace, _ printer: Printer) throws -> JobRequest {
    guard let first = words.words.first else {
      throw ValidationError("say what to run: daybook run TYPE, or daybook run -- COMMAND")
    }
    if words.isSeparated || command.shell {
      if data != nil { throw ValidationError("--data is for declared types; a command reads --input") }
      let command = try command.command(words.words, printer: printer)
      var request = try job.request(
        type: Limits.commandType, payload: command.payload, owner: workplace.owner, now: printer.context.time.now())
      request.label = request.label ?? command.label
      return request
    }
    if words.words.count > 1, OptionNames(of: Self.self).names.contains(String(words.words[1].prefix { $0 != "=" })) {
      throw ValidationError(
        "options go before the type: daybook run \(words.words[1]) … \(first); "
          + "or, to run a command: daybook run -- \(first) …")
    }
    guard words.words.count == 1 else {
      throw ValidationError(
        "to run a command, write -- before it: daybook run -- \(words.words.joined(separator: " "))")
    }
    return try TypeRequest(type: first, data: data, job: job).request(owner: workplace.owner, context: printer.context)
  }
}
