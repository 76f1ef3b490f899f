import ArgumentParser
import Cron
import Daybook
import Settings

/// `daybook import crontab`: crontabs become jobs and schedules of a jobs file.
struct ImportCrontab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crontab",
    abstract: "Turn crontabs into jobs and schedules of a jobs file.",
    discussion: """
      Everything is read as cron reads it: variables, @reboot and its like, % and \\%, names, steps. What would behave \
      differently here is reported, with what cron does, what Daybook does, and what to write instead; an entry that cannot \
      be taken stays in the file as a comment. The file is the one of --config, else the one a worker would take; what it \
      has already is left as it is, and what was imported before is not imported twice. Nothing starts to run, and cron \
      goes on, until you say so.

      Exit code: 0 everything was taken, 1 something was left out (the report says what), 4 the file was changed meanwhile.

      Examples:
        crontab -l | daybook import crontab --dry-run -
        daybook import crontab --config daybook.toml /etc/crontab /etc/cron.d/*
        sudo daybook import crontab /var/spool/cron/crontabs/www-data --user www-data
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Print what would be written, and write nothing.")
  var dryRun = false

  @Flag(help: "Entries have a user before the command, as in /etc/crontab.")
  var system = false

  @Flag(help: "Entries have no user, as in what crontab -e edits.")
  var userFormat = false

  @Option(
    help: ArgumentHelp("Who the worker runs as, and whose a crontab without users is; else you.", valueName: "name"))
  var user: String?

  @Argument(help: ArgumentHelp("Crontabs; - is standard input.", valueName: "file"))
  var files: [String]

  init() {}

  mutating func validate() throws {
    if system, userFormat { throw ValidationError("--system and --user-format exclude each other") }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("standard input (-) can be read only once") }
  }

  mutating func run() throws {
    let printer = Printer(global)
    let host = try host()
    let crontabs = try files.map { file in
      let source = try CrontabReading.source(file, printer.context)
      return (source, FormatDetection(source, forced: forcedFormat, accounts: host.accounts))
    }
    let imported = CrontabTranslator.translate(crontabs, host: host)
    let target = ImportTarget(global, printer.context)
    let file = try target.read()
    let addition = try JobsFileAddition(
      imported, to: file.current, from: crontabs.map(\.0.spokenName), in: target.place)
    let outcome = ImportOutcome(
      imported: imported, addition: addition, target: target.file, isDryRun: dryRun, detections: crontabs)
    if !dryRun, !addition.addition.isEmpty {
      if global.readOnly { throw DaybookError(.refused, "--read-only refuses to write \(target.file): leave it out") }
      try file.write(addition.bytes)
    }
    try outcome.print(printer)
    if imported.leftOutCount > 0 { throw ExitStatus.failed }
  }

  private var forcedFormat: CrontabFormat? { system ? .system : userFormat ? .user : nil }

  private func host() throws(DaybookError) -> CrontabHost {
    guard let user else {
      guard let account = AccountDirectory.current() else {
        throw DaybookError(.notFound, "this process's user has no name here; say whose crontab it is with --user NAME")
      }
      return CrontabHost(worker: account)
    }
    guard let account = AccountDirectory.host.account(named: user) else {
      throw DaybookError(.notFound, "--user: there is no user '\(user)' here")
    }
    return CrontabHost(worker: account)
  }
}
