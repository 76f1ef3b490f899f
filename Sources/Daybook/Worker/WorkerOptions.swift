/// How a worker behaves.
package struct WorkerOptions: Sendable {
  /// Attempts it runs at once.
  package var slots: Int
  /// How it was started; shown to people.
  package var kind: String
  /// How long running attempts may go on once it is told to stop, in milliseconds.
  package var shutdownGraceMilliseconds: Int64
  /// Names the time since the machine's start, for schedules that fire at boot; empty where it cannot be told.
  package var bootIdentifier: String

  package init(
    slots: Int = 5, kind: String, shutdownGraceMilliseconds: Int64 = 30_000,
    bootIdentifier: String = ThisProcess.bootIdentifier
  ) {
    self.slots = slots
    self.kind = kind
    self.shutdownGraceMilliseconds = shutdownGraceMilliseconds
    self.bootIdentifier = bootIdentifier
  }
}
