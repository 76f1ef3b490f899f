import Journal
import Spelling

/// When a change counts as accepted, which is when whoever asked for it is answered, and when it may have effects.
///
/// Whatever the choice, an accepted change outlives every process. Under the weaker ones a loss of power, or of the disk, may
/// take what was accepted last: jobs that were acknowledged are gone then, and jobs that ran run again. What is left is
/// always a beginning of what there was, and no job id or token is ever used twice.
public enum Durability: Hashable, Sendable, CustomStringConvertible {
  /// When it is on disk.
  case always
  /// At once; on disk so long afterwards at most, for as long as the process lives: 1 ms to 1 minute.
  case interval(Duration)
  /// At once; on disk when the operating system likes, and when the scheduler is closed.
  case os

  /// What `interval` means without a duration: 50 ms.
  package static let standard = Durability.interval(.milliseconds(50))
  private static let words = ["always", "interval", "os"]

  /// Reads `always`, `interval`, `interval(200ms)` or `os`.
  ///
  /// - Throws: `.invalidInput` that says what to write instead.
  package init(parsing text: String) throws(DaybookError) {
    switch text {
    case "always": self = .always
    case "interval": self = .standard
    case "os": self = .os
    default:
      guard text.hasPrefix("interval("), text.hasSuffix(")") else {
        let word = text.prefix { $0 != "(" }
        throw DaybookError(
          .invalidInput,
          "'\(text)' is no durability: write always, interval, interval(200ms) or os"
            + Suggestion.hint(for: String(word), in: Self.words))
      }
      self = .interval(.milliseconds(try DurationText.milliseconds(text.dropFirst(9).dropLast())))
      try validate()
    }
  }

  /// As the jobs file has it: `interval(50ms)`.
  public var description: String {
    switch self {
    case .always: "always"
    case .interval(let time): "interval(\(DurationText.text(milliseconds: time.wholeMilliseconds)))"
    case .os: "os"
    }
  }

  /// Refuses an interval that cannot be kept.
  package func validate() throws(DaybookError) {
    guard case .interval(let time) = self else { return }
    guard (1...Int64(JournalOptions.Durability.longestInterval)).contains(time.wholeMilliseconds) else {
      throw DaybookError(.invalidInput, "'\(self)' cannot be kept: write 1ms to 1m, such as interval(50ms)")
    }
  }

  /// The one that promises least; nil when all of them wait for the disk.
  package static func weakest(of all: some Sequence<Durability>) -> Durability? {
    all.max { $0.exposureMilliseconds < $1.exposureMilliseconds }.flatMap { $0 == .always ? nil : $0 }
  }

  /// For how long what was accepted may not be on disk.
  private var exposureMilliseconds: Int64 {
    switch self {
    case .always: 0
    case .interval(let time): time.wholeMilliseconds
    case .os: .max
    }
  }

  /// For the journal.
  var ofJournal: JournalOptions.Durability {
    switch self {
    case .always: .always
    case .interval(let time): .interval(milliseconds: Int(clamping: time.wholeMilliseconds))
    case .os: .os
    }
  }
}
