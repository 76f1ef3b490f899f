/// What is different about everything that was imported; said once.
struct GeneralRemarks {
  /// Attempts that a worker runs at once unless told otherwise.
  private static let standardSlots = 5

  private let jobs: [ImportedJob]

  init(_ result: CrontabImport) { jobs = result.jobs }

  var all: [ImportRemark] {
    if jobs.isEmpty { return [] }
    return [misfire, mail, environment, slots, boot, overlap, users].compactMap { $0 }
  }

  /// The default of the jobs file is kept: a restart of the worker must not lose a nightly run.
  private var misfire: ImportRemark? {
    ImportRemark(
      .differs, cron: "forgets the times that pass while it is not running",
      daybook: "makes up for the latest one when it is at most an hour late, so that a restart loses nothing",
      remedy: "misfire = \"skip\" in the schedule")
  }

  private var mail: ImportRemark? {
    guard jobs.contains(where: { job in !job.environment.contains { $0.name == "MAILTO" } }) else { return nil }
    return ImportRemark(
      .differs, cron: "mails what commands print to their user",
      daybook:
        "sends no mail, keeps the output (daybook log NAME) and shows which failed (daybook jobs --where state:failed)")
  }

  private var environment: ImportRemark? {
    ImportRemark(
      .differs, cron: "starts commands with little more than the variables in the crontab",
      daybook: "adds them to the environment of the worker",
      remedy: "start the worker with a small one: env -i HOME=\"$HOME\" PATH=/usr/bin:/bin daybook up")
  }

  private var slots: ImportRemark? {
    guard jobs.count > Self.standardSlots else { return nil }
    return ImportRemark(
      .differs, cron: "starts everything that is due at once",
      daybook: "runs \(Self.standardSlots) jobs at a time, the others wait",
      remedy: "concurrency = \(jobs.count) below [scheduler]")
  }

  private var boot: ImportRemark? {
    guard jobs.contains(where: { $0.trigger == .boot }) else { return nil }
    return ImportRemark(
      .differs, cron: "runs @reboot when it starts after a boot",
      daybook: "runs it when the first worker comes after a boot (at = \"boot\")",
      remedy: "start the worker at boot")
  }

  private var overlap: ImportRemark? {
    ImportRemark(
      .note, cron: "starts a command also while its last run still goes on",
      daybook: "does so as well: overlap = \"allow\"",
      remedy: "overlap = \"skip\" or \"queue\" where that does harm")
  }

  private var users: ImportRemark? {
    guard jobs.contains(where: { !$0.usesShell && $0.command.contains("--init-groups") }) else { return nil }
    return ImportRemark(
      .note, cron: "runs each entry as its user",
      daybook: "does so as well, through setpriv: the worker has to be root's")
  }
}

extension ImportRemark {
  /// A line that cron refuses.
  init(_ mistake: CrontabMistake, at place: LinePlace) {
    self.init(
      .leftOut, at: place.at(mistake.column), cron: mistake.cron, daybook: "leaves it out", remedy: mistake.remedy)
  }
}
