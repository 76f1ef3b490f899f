import ArgumentParser
import Daybook
import Journal

/// `daybook journal cat`: every record, as JSON.
struct JournalCat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cat",
    abstract: "Print records as they were written, as JSON, one a line, oldest first.",
    discussion: """
      Payloads and results included. Of a damaged journal, everything before the damage is printed; exit code 5. (daybook \
      events shows what the records mean.)

      Examples:
        daybook journal cat | jq -c 'select(.actor != null) | [.time, .actor, .kind, .job]'
        daybook journal cat --kind job.enqueued --from 4800 --to 4821
        daybook journal cat -f --kind job.failed --kind job.lost
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(help: ArgumentHelp("The first sequence number.", valueName: "sequence"))
  var from: UInt64 = 1

  @Option(help: ArgumentHelp("The last sequence number.", valueName: "sequence"))
  var to: UInt64 = .max

  @Option(help: ArgumentHelp("Only records of this kind, such as job.failed; may be repeated.", valueName: "kind"))
  var kind: [String] = []

  @Flag(name: [.short, .long], help: "Go on with what is written now.")
  var follow = false

  init() {}

  mutating func validate() throws {
    guard from <= to else { throw ValidationError("--from \(from) is after --to \(to)") }
    for name in kind where !RecordJSON.kinds.contains(name) {
      throw ValidationError(
        RecordJSON.suggestion(for: name).map { "there is no kind '\(name)'; did you mean '\($0)'?" }
          ?? "there is no kind '\(name)'; kinds are named as in daybook events")
    }
  }

  mutating func run() throws {
    let printer = Printer(global)
    let directory = Workplace(global).directory
    try Workplace.requireJournal(in: directory)
    var lines = RecordLines(printer, kinds: Set(kind))
    if follow {
      try RecordFollower(directory, force: global.allowsNetwork).follow(from: from, to: to) { sequence, bytes in
        try lines.add(sequence, bytes)
      } caughtUp: {
        try lines.flush()
      }
      return
    }
    do {
      try JournalInspection(directory).records(from: from, through: to) { try lines.add($0, $1) }
    } catch {
      try lines.flush()
      throw error
    }
    try lines.flush()
  }
}
