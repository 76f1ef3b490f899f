package import Daybook

/// Everything that can happen to the console.
package enum ConsoleEvent: Equatable, Sendable {
  case terminal(TerminalEvent)
  /// The time; at least once a second, and before events that it matters to.
  case tick(WallClock)
  case snapshot(Snapshot)
  case context(ConsoleContext)
  /// Output of the followed attempt, in order; tokens that are not followed any more are ignored.
  case output(token: UInt64, bytes: [UInt8])
  /// Why an attempt's output cannot be read.
  case outputUnavailable(token: UInt64, reason: String)
  /// What a job is to do, in words: its command or its payload.
  case payload(JobID, text: String)
  case outcome(OperationOutcome)
  /// A message of the session: a theme that does not parse, a clipboard that is not there.
  case notice(Toast.Kind, String)
}

/// What the session has to do for the console; data, so that nothing here touches the world.
package enum Effect: Equatable, Sendable {
  /// Carry it out and report with `.outcome`.
  case perform(Operation)
  /// Stream the attempt's output from its start with `.output`, and stop streaming any other; nil only stops.
  case follow(LogTarget?)
  /// Read what the job is to do and report with `.payload`.
  case loadPayload(JobID)
  case copy(String)
  /// Leave the terminal, stop the process, and come back with `.terminal(.resumed)`.
  case suspend
  /// Forget what the terminal shows and draw every cell.
  case redraw
  case quit(QuitMode)
}
