import ArgumentParser
import Daybook

/// `daybook jobs`: lists jobs.
struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "List jobs.",
    discussion: """
      Newest first. Without --limit people see the first 100, --json prints all.

      Examples:
        daybook jobs --where state:failed age:2h+
        daybook jobs --where type:backup --sort duration --limit 10
        daybook jobs --json | jq -r 'select(.exitCode == 2) | .id'
      """)

  /// Jobs read from the state at a time.
  private static let page = 500
  private static let limitForPeople = 100

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var filter: FilterOptions

  @Option(
    help: ArgumentHelp(
      "\(JobOrder.Field.allCases.map(\.rawValue).joined(separator: ", ")); :asc or :desc after it.", valueName: "field")
  )
  var sort: JobOrder = .newest

  @Option(help: ArgumentHelp("At most so many.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("Leave out the first ones.", valueName: "n"))
  var offset = 0

  init() {}

  mutating func validate() throws {
    if limit ?? 0 < 0 || offset < 0 { throw ValidationError("--limit and --offset cannot be negative") }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let now = printer.context.time.now()
    let filter = try filter.filter(now: now)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let count = limit ?? (printer.isJSON ? Int.max - offset - 1 : Self.limitForPeople)
    // One more than is shown tells whether there are more.
    var jobs = Self.collect(filter, count: count + offset + 1, order: sort, engine)
    jobs = Array(jobs.dropFirst(offset))
    let hasMore = jobs.count > count
    try Self.print(Array(jobs.prefix(count)), now: now, engine, printer)
    if hasMore, limit == nil {
      printer.talk("more jobs match: --offset \(offset + count) shows the next, --limit more at once, --where fewer")
    }
  }

  private static func collect(_ filter: JobFilter, count: Int, order: JobOrder, _ engine: Engine) -> [JobSummary] {
    let isWalkOrder = order == .newest
    var jobs: [JobSummary] = []
    // In pages, because the journal waits while the state is read.
    while !isWalkOrder || jobs.count < count {
      let wanted = isWalkOrder ? min(page, count - jobs.count) : page
      let found = engine.read { $0.jobs(matching: filter, before: jobs.last?.id, limit: wanted) }
      jobs += found
      if found.count < wanted { break }
    }
    return isWalkOrder ? jobs : Array(order.sorted(jobs).prefix(count))
  }

  private static func print(_ jobs: [JobSummary], now: Timestamp, _ engine: Engine, _ printer: Printer) throws {
    if printer.isJSON {
      let reader = JobReader(engine)
      for job in jobs { try printer.json(JobJSON(try reader.source(job)).value) }
      return
    }
    if jobs.isEmpty {
      let total = engine.read(\.stats).total
      let isEmpty = "no jobs: \(printer.program) add -- COMMAND makes one"
      return printer.talk(total == 0 ? isEmpty : "no job matches (\(total) in all)")
    }
    var table = JobTable(now: now)
    for job in jobs { table.add(job, holdReason: engine.read { $0.holdReason(of: job.id, now: now) }) }
    try printer.table(table.table)
  }
}
