import Daybook
import Glibc

/// What fuzzing begins with: something valid of everything, so that mutations reach beyond the first check.
struct Corpus {
  private let directory: String

  init(in directory: String) {
    self.directory = directory
  }

  /// Makes a directory for each target; the segments come from the golden journals.
  func write() {
    let house = SampleHouse()
    for (number, record) in house.records.enumerated() { save(record, .event, number) }
    save(house.state.encoded(), .state, 0)
    let expressions = [
      "*/5 9-17 * * mon-fri", "0 2 L * *", "0 0 LW * *", "0 12 * * fri#2", "30 0 0 1,15 jan-jun ?", "@daily",
      "5 4 * * 7L",
    ]
    for (number, text) in expressions.enumerated() { save(Array(text.utf8), .cron, number) }
    let values = [
      #"{"path":"/home","n":[1,-2.5e3,null,true,"ü\n"]}"#, "[[[[]]]]", "9223372036854775807", #""\ud83d\ude00""#,
    ]
    for (number, text) in values.enumerated() { save(Array(text.utf8), .json, number) }
    save(Array(Self.jobsFile.utf8), .settings, 0)
  }

  private func save(_ bytes: [UInt8], _ target: FuzzTarget, _ number: Int) {
    let folder = "\(directory)/\(target.rawValue)"
    mkdir(directory, 0o755)
    mkdir(folder, 0o755)
    let path = "\(folder)/sample-\(number)"
    guard let file = fopen(path, "w") else { preconditionFailure("\(path) cannot be written: \(errno)") }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  private static let jobsFile = #"""
    [scheduler]
    concurrency = 5
    time-zone = "Europe/Paris"   # a comment

    [jobs.backup]
    command = ["restic", 'backup', "/home\u00e9"]
    backoff = { strategy = "exponential", base = "5s" }
    parameters.path = { type = "string", default = '''
    /home''' }

    [schedules."nightly backup"]
    job = "backup"
    cron = "0 2 * * *"
    at = 2027-01-01T00:00:00Z
    """#
}
