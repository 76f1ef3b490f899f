import ArgumentParser
import Daybook

/// `daybook schedule`: steers one schedule.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Make, change, switch or fire schedules.",
    discussion: """
      A schedule is declared in a jobs file ([schedules.NAME]) or made here. What a file declares is changed there; its \
      switch is yours: enable and disable outlive reloads and restarts until reset.
      """,
    subcommands: [
      ScheduleAdd.self, ScheduleUpdate.self, ScheduleRemove.self, ScheduleShow.self, Enable.self, Disable.self,
      Reset.self, Trigger.self,
    ])

  init() {}

  /// `daybook schedule enable NAME`.
  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "enable", abstract: "Let schedules fire again, from now on.")

    @OptionGroup(title: "Global Options") var global: GlobalOptions
    @OptionGroup var target: ScheduleTarget

    init() {}

    mutating func run() async throws {
      try await target.forEach(global) { engine, name, owner in
        try await engine.perform(SetScheduleEnabled(name: name, owner: owner, isEnabled: true))
        return nil
      }
    }
  }

  /// `daybook schedule disable NAME`.
  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "disable", abstract: "Keep schedules from firing; outlives restarts and reloads.")

    @OptionGroup(title: "Global Options") var global: GlobalOptions
    @OptionGroup var target: ScheduleTarget

    init() {}

    mutating func run() async throws {
      try await target.forEach(global) { engine, name, owner in
        try await engine.perform(SetScheduleEnabled(name: name, owner: owner, isEnabled: false))
        return nil
      }
    }
  }

  /// `daybook schedule reset NAME`.
  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset", abstract: "Give the switch back to the declaration: on or off as the file says.")

    @OptionGroup(title: "Global Options") var global: GlobalOptions
    @OptionGroup var target: ScheduleTarget

    init() {}

    mutating func run() async throws {
      try await target.forEach(global) { engine, name, owner in
        try await engine.perform(ResetSchedule(name: name, owner: owner))
        return nil
      }
    }
  }

  /// `daybook schedule trigger NAME`.
  struct Trigger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "trigger", abstract: "Fire schedules now, also disabled ones; the next fire does not move.")

    @OptionGroup(title: "Global Options") var global: GlobalOptions
    @OptionGroup var target: ScheduleTarget

    init() {}

    mutating func run() async throws {
      try await target.forEach(global) { engine, name, owner in
        try await engine.perform(TriggerSchedule(name: name, owner: owner))
      }
    }
  }
}
