/// Everything one file or program declares, as a whole: what it leaves out, it no longer wants.
package struct Declarations: Hashable, Sendable {
  /// The absolute path of the file, or the program's name.
  package var source: String
  package var types: [TypeDefinition]
  package var queues: [QueueDefinition]
  package var schedules: [ScheduleDefinition]
  /// Whether its schedules are all there are: a file's are; a program makes its own one by one.
  package var listsAllSchedules = true

  package init(
    source: String, types: [TypeDefinition] = [], queues: [QueueDefinition] = [], schedules: [ScheduleDefinition] = []
  ) {
    self.source = source
    self.types = types
    self.queues = queues
    self.schedules = schedules
  }
}
