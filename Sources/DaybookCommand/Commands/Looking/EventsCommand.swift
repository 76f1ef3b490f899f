import ArgumentParser
import Daybook

/// `daybook events`: what happened, and what happens.
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Show what happened, in order; -f goes on.",
    discussion: """
      Every change is an event with a sequence number, and who asked for it. Without --since, all of them are shown; with \
      -f alone, only new ones.

      Examples:
        daybook events --since 1h
        daybook events -f --json | jq -c 'select(.kind == "job.failed")'
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(name: [.short, .long], help: "Go on with what happens now.")
  var follow = false

  @Option(
    help: ArgumentHelp(
      "After a sequence number, a time, or so long ago: 4821, 2027-01-01T00:00:00Z, 10m.", valueName: "start"))
  var since: String?

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let start = try EventStart(since, follows: follow, now: printer.context.time.now())
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let last = engine.read(\.lastSequence)
    guard follow else {
      guard start.sequence(last: last) < last else { return }
      return try engine.recordedEvents(after: start.sequence(last: last)) { event in
        if start.includes(event) { try Self.print(event, printer) }
        return event.sequence < last
      }
    }
    for try await event in engine.events(since: start.sequence(last: last)) where start.includes(event) {
      try Self.print(event, printer)
    }
  }

  private static func print(_ event: SchedulerEvent, _ printer: Printer) throws {
    if printer.isJSON { try printer.json(EventJSON(event).value) } else { try printer.line(EventJSON(event).line) }
  }
}
