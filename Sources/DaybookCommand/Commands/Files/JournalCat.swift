import ArgumentParser
import Daybook

/// `daybook journal cat`: every record, as JSON.
struct JournalCat: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cat",
    abstract: "Print every record as JSON, oldest first.",
    discussion: "Example: daybook journal cat | jq -c 'select(.actor != null) | [.time, .actor, .kind, .job]'")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(help: ArgumentHelp("Begin after this sequence number.", valueName: "sequence"))
  var since: UInt64 = 0

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let last = engine.read(\.lastSequence)
    guard since < last else { return }
    try engine.recordedEvents(after: since) { event in
      try printer.json(EventJSON(event).value)
      return event.sequence < last
    }
  }
}
