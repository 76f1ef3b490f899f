import Daybook
import Glibc

/// Gets the crontabs that a command line names.
enum CrontabReading {
  /// The largest crontab that is read, in bytes; Debian's cron stops at ten thousand lines.
  private static let limit = 4 << 20

  /// - Throws: `DaybookError` with code `notFound`, `storage`, or `invalidInput` for one that is too large.
  static func source(_ file: String, _ context: CommandContext) throws -> CrontabSource {
    if file == "-" {
      return CrontabSource(name: file, path: nil, bytes: try context.input.readAll(limit: limit))
    }
    let path = context.absolutePath(file)
    let bytes = try FileText.read(path, shownAs: file, limit: limit + 1)
    guard bytes.count <= limit else {
      throw DaybookError(.invalidInput, "\(file) has more than \(limit) bytes: that is no crontab")
    }
    return CrontabSource(name: file, path: path, bytes: bytes)
  }
}
