import ArgumentParser

/// `daybook`: all commands.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "daybook",
    abstract: "A job scheduler you can watch.",
    discussion: """
      Without a command it opens the console; its options (--theme, --no-ui, --no-workers, --log-format, …) are listed by \
      daybook console --help. A state directory holds everything: jobs, schedules, their history and \
      output. Commands read and change it also while a worker serves it.

      Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 4 conflict or refused, 5 corrupt journal, 6 storage.
      """,
    version: "daybook \(DaybookVersion.current)",
    groupedSubcommands: [
      CommandGroup(
        name: "Begin:",
        subcommands: [
          ConsoleCommand.self, DemoCommand.self, InitCommand.self, CheckCommand.self, ApplyCommand.self,
          ImportCommand.self,
        ]),
      CommandGroup(
        name: "Workers:", subcommands: [UpCommand.self, DownCommand.self, StatusCommand.self, WorkersCommand.self]),
      CommandGroup(name: "Add Jobs:", subcommands: [AddCommand.self, EnqueueCommand.self, RunCommand.self]),
      CommandGroup(
        name: "Look:",
        subcommands: [JobsCommand.self, ShowCommand.self, LogCommand.self, StatsCommand.self, EventsCommand.self]),
      CommandGroup(
        name: "Steer:",
        subcommands: [RetryCommand.self, CancelCommand.self, WaitCommand.self, PauseCommand.self, ResumeCommand.self]),
      CommandGroup(
        name: "Schedules:", subcommands: [SchedulesCommand.self, ScheduleCommand.self, NextCommand.self]),
      CommandGroup(name: "More:", subcommands: [JournalCommand.self, BenchCommand.self, CompletionsCommand.self]),
    ],
    defaultSubcommand: ConsoleCommand.self)

  init() {}
}
