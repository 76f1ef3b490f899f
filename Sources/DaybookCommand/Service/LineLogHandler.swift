import Console
import Cron
import Daybook
import Logging

/// Writes log events to standard error, one line each: plain for people, JSON for collectors.
struct LineLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info
  private let isJSON: Bool
  private let output: TextOutput
  private let time: any TimeSource

  init(isJSON: Bool, output: TextOutput, time: any TimeSource) {
    self.isJSON = isJSON
    self.output = output
    self.time = time
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    let line = isJSON ? json(event, fields) : plain(event, fields)
    // A log that nobody reads any more must not stop the jobs.
    try? output.write(line + "\n")
  }

  private func plain(_ event: LogEvent, _ fields: [(key: String, value: Logger.MetadataValue)]) -> String {
    let instant = RFC3339.string(milliseconds: time.now().milliseconds)
    let level = event.level.rawValue.uppercased()
    let padded = level + String(repeating: " ", count: max(0, 7 - level.count))
    let details = fields.map { " \($0.key)=\(SafeText.line("\($0.value)"))" }.joined()
    return "\(instant) \(padded) \(SafeText.line(event.message.description))\(details)"
  }

  private func json(_ event: LogEvent, _ fields: [(key: String, value: Logger.MetadataValue)]) -> String {
    let members =
      [
        JSONText.Member(key: "time", value: .string(RFC3339.string(milliseconds: time.now().milliseconds))),
        JSONText.Member(key: "level", value: .string(event.level.rawValue)),
        JSONText.Member(key: "message", value: .string(event.message.description)),
      ] + fields.map { JSONText.Member(key: $0.key, value: .string("\($0.value)")) }
    return String(decoding: JSONText.object(members).bytes, as: UTF8.self)
  }
}
