/// Starts child processes: the seam between command jobs and the system.
package protocol ProcessRunner: Sendable {
  /// Starts a program and returns once it runs.
  ///
  /// `recordChild` is called after the child exists and before it becomes the program: what it writes is there
  /// whenever the program can have had an effect. It holds up other starts, so it must be quick, and may be called on
  /// several threads at once. If it throws, the program never runs and `notRecorded` is thrown. Every error means that
  /// nothing was started, and leaves no output file behind.
  func spawn(
    _ specification: ProcessSpecification,
    recordChild: @escaping @Sendable (ChildIdentity) throws -> Void
  ) async throws(CommandError) -> any RunningProcess
}

/// A program that was started, with everything in its process group.
package protocol RunningProcess: Sendable {
  /// What its group is known by, here and after a crash of this process.
  var identity: ChildIdentity { get }

  /// Waits until the program has ended, its group is empty and its output is complete; may be called again.
  func result() async -> CommandResult

  /// Sends TERM to the whole group and, after `grace`, KILL; returns at once. Later calls can only shorten the grace.
  func requestTermination(grace: Duration)
}

extension RunningProcess {
  /// Ends the whole group, with TERM and after `grace` with KILL, and waits for the result.
  @discardableResult
  package func terminate(grace: Duration) async -> CommandResult {
    requestTermination(grace: grace)
    return await result()
  }
}

/// What identifies a child for as long as the system runs: numbers are used again, numbers with a start time are not.
package struct ChildIdentity: Hashable, Sendable {
  /// The process number, which is also that of its process group and of its session.
  package var processID: Int32
  /// When it started, in clock ticks since the system booted.
  package var startTime: UInt64

  package init(processID: Int32, startTime: UInt64) {
    self.processID = processID
    self.startTime = startTime
  }
}
