/// What /proc/PID/stat says about a process.
struct ProcessEntry {
  /// The program's name, at most 15 bytes; chosen by the process.
  let name: String
  /// `R` running, `S` sleeping, `T` stopped, …
  let state: Character
  /// In clock ticks since the machine started.
  let startTime: UInt64

  /// Nil when the text is not of that form.
  init?(_ text: [UInt8]) {
    // The name stands in parentheses and may itself contain some, so the last one ends it.
    guard let open = text.firstIndex(of: UInt8(ascii: "(")), let close = text.lastIndex(of: UInt8(ascii: ")")),
      open < close
    else { return nil }
    let fields = text[(close + 1)...].split(separator: UInt8(ascii: " "))
    // The fields after the name are numbered from 3 in the manual page; the start time is field 22.
    guard fields.count > 19, let state = fields[0].first,
      let startTime = UInt64(String(decoding: fields[19], as: UTF8.self))
    else { return nil }
    name = String(decoding: text[(open + 1)..<close], as: UTF8.self)
    self.state = Character(UnicodeScalar(state))
    self.startTime = startTime
  }

  /// The name, made safe to show.
  var safeName: String {
    String(name.unicodeScalars.map { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) ? "?" : Character($0) })
  }

  /// The name, made safe to show, and whether the process is stopped.
  var description: String {
    switch state {
    case "T", "t": return "\(safeName), which is stopped (`kill -CONT` lets it go on)"
    case "Z", "X": return "\(safeName), which has ended"
    default: return safeName
    }
  }
}
