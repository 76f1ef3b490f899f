/// The variables that a crontab has set so far, and what cron adds to them.
struct CrontabEnvironment {
  /// In the order in which they were first set.
  private var variables: [ImportedJob.Variable] = []

  /// What cron sets in every job; the crontab may change all but the last.
  private static let standardNames = ["SHELL", "PATH", "HOME", "LOGNAME"]

  init() {}

  mutating func set(_ setting: EnvironmentSetting) {
    let variable = ImportedJob.Variable(name: setting.name, value: setting.value)
    if let index = variables.firstIndex(where: { $0.name == setting.name }) {
      variables[index] = variable
    } else {
      variables.append(variable)
    }
  }

  subscript(name: String) -> String? { variables.first { $0.name == name }?.value }

  /// The program that runs commands.
  var shell: String { self["SHELL"] ?? "/bin/sh" }

  /// The whole environment of an entry that runs as a user.
  func variables(for account: Account) -> [ImportedJob.Variable] {
    let standard = [
      ImportedJob.Variable(name: "SHELL", value: shell),
      ImportedJob.Variable(name: "PATH", value: self["PATH"] ?? "/usr/bin:/bin"),
      ImportedJob.Variable(name: "HOME", value: home(of: account)),
      ImportedJob.Variable(name: "LOGNAME", value: account.name),
    ]
    return standard + variables.filter { !Self.standardNames.contains($0.name) }
  }

  /// Where cron starts commands.
  func home(of account: Account) -> String { self["HOME"] ?? account.home }
}
