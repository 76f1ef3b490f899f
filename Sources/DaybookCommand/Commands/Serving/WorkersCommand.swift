import ArgumentParser
import Daybook

/// `daybook workers`: lists who runs the jobs.
struct WorkersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers",
    abstract: "List the workers of the state directory, and which of them leads.",
    discussion: """
      The leader fires schedules and takes back the jobs of workers that died. HEARTBEAT is how long ago a worker's loop \
      went round; one that stays silent for the worker timeout loses its jobs.

      Example: daybook workers --json | jq -r 'select(.leader) | .pid'
      Exit code: 0 somebody serves it, 1 nobody does.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let workers = engine.livingWorkers()
    let epoch = engine.read(\.stats.epoch)
    let now = printer.context.time.now()
    if printer.isJSON {
      try printer.json(workers.map { WorkerJSON($0, epoch: epoch, now: now).value })
    } else if !workers.isEmpty {
      try printer.table(Self.table(workers, epoch: epoch, now: now))
    }
    guard workers.isEmpty else { return }
    printer.talk("nobody serves this directory: \(printer.program) up")
    throw ExitStatus.failed
  }

  private static func table(_ workers: [WorkerSummary], epoch: UInt64, now: Timestamp) -> Table {
    var table = Table([
      .init("WORKER"), .init("KIND"), .init("PID", isNumber: true), .init("RUNNING", isNumber: true), .init("LEADER"),
      .init("SINCE"), .init("HEARTBEAT"), .init("DURABILITY"), .init("SERVES", isFlexible: true),
    ])
    for worker in workers {
      table.add([
        Table.Cell(worker.name, .bold), Table.Cell(worker.kind), Table.Cell("\(worker.processID)"),
        Table.Cell("\(worker.running)/\(worker.slots)"),
        worker.isLeader ? Table.Cell("epoch \(epoch)", .green) : Table.Cell("–", .dim),
        Table.Cell(InstantText.relative(worker.joinedAt, now: now)),
        Table.Cell(InstantText.relative(worker.beatenAt, now: now)),
        Table.Cell("\(worker.durability)", worker.durability == .always ? .plain : .yellow), Table.Cell(serves(worker)),
      ])
    }
    return table
  }

  private static func serves(_ worker: WorkerSummary) -> String {
    ((worker.servesCommands ? ["commands"] : []) + worker.types).joined(separator: " ")
  }
}
