import ArgumentParser
import Daybook

/// `daybook schedule`: steers one schedule.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Switch a schedule on or off, or fire it now.",
    subcommands: [Enable.self, Disable.self, Trigger.self])

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
