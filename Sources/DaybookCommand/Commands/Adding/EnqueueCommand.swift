import ArgumentParser
import Daybook

/// `daybook enqueue`: enqueues a job of a declared type.
struct EnqueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enqueue",
    abstract: "Enqueue a job of a declared type.",
    discussion: """
      Types are declared in the jobs file ([jobs.NAME]) and known once a worker has applied it.

      Examples:
        daybook enqueue backup --data '{"path":"/home"}'
        daybook enqueue send-report --key weekly --at 2027-01-04T09:00:00Z
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup(title: "Job Options") var job: JobOptions

  @Option(help: ArgumentHelp("The payload; - reads it from standard input.", valueName: "json"))
  var data: String?

  @Flag(help: "Wait until it has ended; exit with 0 if it completed.")
  var wait = false

  @Argument(help: ArgumentHelp("The type's name.", valueName: "type"))
  var type: String

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    var workplace = Workplace(global)
    workplace.durability = job.durability
    let request = try TypeRequest(type: type, data: data, job: job)
      .request(owner: workplace.owner, context: printer.context)
    try await Enqueuer(workplace, printer: printer).enqueue([request], waits: wait)
  }
}
