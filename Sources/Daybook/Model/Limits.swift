/// The bounds of everything that a caller can make grow, in one place.
public enum Limits {
  /// The largest payload in bytes.
  public static let payloadBytes = 1 << 20
  /// The longest type, queue or schedule name.
  public static let nameLength = 100
  /// The longest key, entity, label, owner or tag in bytes.
  public static let textBytes = 256
  /// The most tags on one job.
  public static let tags = 32
  /// The most attempts kept at each end of a job's history.
  public static let attemptsKeptAtEachEnd = 20
  /// The most jobs that one cascading record moves.
  public static let cascade = 1000
  /// The most schedules that fire in one append.
  public static let firesPerAppend = 10_000
  /// No further schedule fires in an append that has reached so many bytes.
  public static let fireBytesPerAppend = 16 << 20
  /// The longest failure message in bytes; longer ones are cut.
  public static let messageBytes = 1000
  /// The largest result in bytes.
  public static let resultBytes = 1 << 20
  /// The type of ad-hoc commands; no jobs file can declare it.
  public static let commandType = "command"
  /// The queue of jobs that name none.
  public static let defaultQueue = "default"
}
