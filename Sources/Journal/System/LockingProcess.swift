/// The process that has a lock, as the system sees it.
package struct LockingProcess: Sendable, Equatable {
  package var number: UInt32
  /// In clock ticks since the machine started.
  package var startTime: UInt64
  /// How long it has been running, in seconds.
  package var age: UInt64
  /// The program's name, made safe to show.
  package var program: String
  /// Whether it is stopped (state T), and so will not give the lock up by itself.
  package var isStopped: Bool
  /// Whether it runs the same program file as this process.
  package var runsThisProgram: Bool

  package init(
    number: UInt32,
    startTime: UInt64,
    age: UInt64,
    program: String,
    isStopped: Bool,
    runsThisProgram: Bool
  ) {
    self.number = number
    self.startTime = startTime
    self.age = age
    self.program = program
    self.isStopped = isStopped
    self.runsThisProgram = runsThisProgram
  }
}

extension LockingProcess: CustomStringConvertible {
  /// In a few words for people.
  package var description: String {
    let stopped = isStopped ? ", stopped: `kill -CONT \(number)` lets it go on" : ""
    return "process \(number) (\(program), started \(age) s ago\(stopped))"
  }
}
