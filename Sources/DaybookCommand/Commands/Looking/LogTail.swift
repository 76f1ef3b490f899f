import CommandJobs
import Daybook

/// The end of an attempt's output.
struct LogTail {
  /// Bytes read from the end.
  private static let window = 32 << 10

  let directory: String

  /// The last lines, without their ends; none when there is no output.
  func lines(of attempt: AttemptSummary?, limit: Int) -> [OutputLine] {
    guard let attempt,
      var reader = try? OutputReader(path: CommandHandler.outputPath(directory: directory, token: attempt.token))
    else { return [] }
    reader.skipToLast(Self.window)
    var bytes: [UInt8] = []
    while let piece = try? reader.next() {
      if case .bytes(let more) = piece { bytes += more }
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.last?.isEmpty == true ? lines.dropLast() : lines).suffix(limit).map { OutputLine($0) }
  }
}
