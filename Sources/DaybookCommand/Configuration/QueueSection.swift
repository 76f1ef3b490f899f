import Daybook
import Settings

/// `[queues.NAME]`: limits that the jobs of a queue share.
struct QueueSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  func definition(in place: DeclarationPlace) -> QueueDefinition {
    table.checkOwnName(of: "queue")
    LaterKeys.refuse(LaterKeys.queue, in: table)
    return QueueDefinition(
      name: table.name, source: place.source, concurrency: table.integer("concurrency", in: 1...10_000))
  }
}
