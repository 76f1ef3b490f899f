import Daybook

/// One line on a terminal's standard error that says how far long work has come; elsewhere nothing is written.
final class ProgressLine {
  /// Between two looks, in milliseconds: what is quick shows nothing.
  private static let interval: Int64 = 200

  private let context: CommandContext
  private var lastShown: Int64
  private var isShown = false

  init(_ context: CommandContext) {
    self.context = context
    lastShown = context.time.monotonicMilliseconds()
  }

  /// Shows how many bytes of all have been worked on.
  func show(_ what: String, _ bytes: UInt64, of total: UInt64) throws {
    guard context.talk.isTerminal, total > 0 else { return }
    let now = context.time.monotonicMilliseconds()
    guard now - lastShown >= Self.interval else { return }
    lastShown = now
    isShown = true
    let percent = min(bytes, total) * 100 / total
    let sizes = [bytes, total].map { SizeText.rounded(bytes: Int64(clamping: $0)) }
    try context.talk.write("\r\u{1B}[K\(what) \(percent) %, \(sizes[0]) of \(sizes[1])")
  }

  /// Takes the line away.
  func end() {
    guard isShown else { return }
    isShown = false
    // What it was about is done, whether the line goes or not.
    try? context.talk.write("\r\u{1B}[K")
  }
}
