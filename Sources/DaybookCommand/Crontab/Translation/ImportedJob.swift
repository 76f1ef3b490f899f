/// One entry of a crontab as a job and its schedule.
package struct ImportedJob: Hashable, Sendable {
  /// When it runs.
  package enum Trigger: Hashable, Sendable {
    case cron(String)
    /// Once per boot.
    case boot
  }

  /// Of the job and of the schedule alike; not unique before it is put into a file.
  package var name: String
  /// Where it comes from.
  package var file: String
  /// From 1.
  package var line: Int
  package var trigger: Trigger
  /// The zone that the crontab names for it; nil is the host's.
  package var timeZone: String?
  /// The most minutes it may start late on purpose.
  package var jitterMinutes: Int?
  /// The program and its arguments, or the one text for `/bin/sh -c`.
  package var command: [String]
  /// Whether `command` is a text for `/bin/sh -c`.
  package var usesShell: Bool
  /// Where it runs; nil when cron's own rule gives none.
  package var directory: String?
  /// In the order in which they are written.
  package var environment: [Variable]
  /// The comment above the entry.
  package var description: String?

  /// One variable of the environment.
  package struct Variable: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}
