/// Everything one file or program declares, as a whole: what it leaves out, it no longer wants.
package struct Declarations: Hashable, Sendable {
  /// One schedule with the switch its declaration asks for.
  package struct Schedule: Hashable, Sendable {
    package var definition: ScheduleDefinition
    package var isEnabled: Bool

    package init(definition: ScheduleDefinition, isEnabled: Bool = true) {
      self.definition = definition
      self.isEnabled = isEnabled
    }
  }

  /// The absolute path of the file, or the program's name.
  package var source: String
  package var types: [TypeDefinition]
  package var queues: [QueueDefinition]
  package var schedules: [Schedule]

  package init(
    source: String, types: [TypeDefinition] = [], queues: [QueueDefinition] = [], schedules: [Schedule] = []
  ) {
    self.source = source
    self.types = types
    self.queues = queues
    self.schedules = schedules
  }
}

/// What applying declarations changes, one line each: `schedule nightly-backup`.
package struct DeclarationChanges: Hashable, Sendable {
  package var added: [String] = []
  package var updated: [String] = []
  /// No longer declared: schedules are disabled, types and queues keep working for the jobs they have.
  package var orphaned: [String] = []

  package var isEmpty: Bool { added.isEmpty && updated.isEmpty && orphaned.isEmpty }
}
