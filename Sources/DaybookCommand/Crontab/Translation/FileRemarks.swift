/// What is different about a crontab as a whole.
enum FileRemarks {
  static func all(_ source: CrontabSource, lastLine: CrontabLine) -> [ImportRemark] {
    [lineBreak(source, lastLine), name(source, lastLine)].compactMap { $0 }
  }

  private static func lineBreak(_ source: CrontabSource, _ lastLine: CrontabLine) -> ImportRemark? {
    guard source.bytes.last != UInt8(ascii: "\n") else { return nil }
    return ImportRemark(
      .differs, at: LinePlace(file: source.spokenName, line: lastLine).at(nil),
      cron: "ignores the whole file (Debian's) or its last line (cronie's), because that has no line break at its end",
      daybook: "reads it like the others", remedy: "a line break at the end")
  }

  private static func name(_ source: CrontabSource, _ lastLine: CrontabLine) -> ImportRemark? {
    guard let path = source.path, PathText.directory(of: path) == "/etc/cron.d" else { return nil }
    let name = PathText.baseName(of: path)
    let isRead = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
    if isRead { return nil }
    return ImportRemark(
      .differs, at: LinePlace(file: source.spokenName, line: lastLine).at(nil),
      cron: "never reads a file whose name has anything but letters, digits, - and _ (Debian's)",
      daybook: "reads it", remedy: "leave this file out if it is meant to be off")
  }
}
