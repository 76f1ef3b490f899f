import ArgumentParser
import Daybook

/// `daybook log`: the output of a job.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what a job has written.",
    discussion: """
      The latest attempt unless --attempt names another; -f follows it and the retries after it. On a terminal, control \
      characters are shown and not obeyed; elsewhere the bytes are those the job wrote.

      Examples:
        daybook log 4821
        daybook log -f backup        (the newest job of that name)
        daybook log 4821 --attempt 1 > first.log
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(name: [.short, .long], help: "Go on until the job has ended.")
  var follow = false

  @Option(help: ArgumentHelp("Which attempt, from 1.", valueName: "n"))
  var attempt: Int?

  @Argument(
    help: ArgumentHelp("A job: 4821, key:NAME, or the label, type or schedule of the newest.", valueName: "job"))
  var job: String

  init() {}

  mutating func validate() throws {
    if follow, attempt != nil { throw ValidationError("--follow goes on from the latest attempt; leave out --attempt") }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let engine = try workplace.openForReading()
    defer { engine.close() }
    let id = try Self.find(job, engine)
    let follower = LogFollower(engine: engine, directory: workplace.directory, printer: printer)
    if follow { return try await follower.follow(id, fromLast: true) }
    guard let chosen = try chosenAttempt(of: id, engine) else {
      return printer.talk(
        "\(id) has not started: \(engine.read { $0.holdReason(of: id, now: printer.context.time.now()) } ?? "it never did")"
      )
    }
    try await follower.show(chosen, of: id, follows: false)
  }

  private func chosenAttempt(of id: JobID, _ engine: Engine) throws -> AttemptSummary? {
    let attempts = engine.read { $0.attempts(of: id) }
    guard let attempt else { return attempts.last }
    if let chosen = attempts.first(where: { $0.number == attempt }) { return chosen }
    let kept = attempts.map { "\($0.number)" }.joined(separator: ", ")
    throw DaybookError(.notFound, "\(id) has no attempt \(attempt)" + (kept.isEmpty ? " yet" : "; there are \(kept)"))
  }

  private static func find(_ name: String, _ engine: Engine) throws -> JobID {
    if let selector = JobSelector(argument: name) { return try selector.single(in: engine) }
    for field in ["label", "type", "schedule"] {
      let filter = try JobFilter(
        parsing: "\(field):\(name.contains(" ") ? "\"\(name)\"" : name)", now: SystemTime().now())
      if let job = engine.read({ $0.jobs(matching: filter, before: nil, limit: 1) }).first { return job.id }
    }
    throw DaybookError(.notFound, "no job has the label, type or schedule '\(name)': daybook jobs lists the jobs")
  }
}
