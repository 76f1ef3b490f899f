import Cron
import Daybook
import Settings

/// The jobs file that an import goes into: the one a worker would take, or `./daybook.toml`.
struct ImportTarget {
  /// As messages show it.
  let file: String
  private let path: String
  private let owner: String

  init(_ global: GlobalOptions, _ context: CommandContext) {
    file = Self.file(global.config, context)
    path = context.absolutePath(file)
    owner = Workplace(global, context: context).owner
  }

  var place: JobsFileAddition.Place {
    JobsFileAddition.Place(file: file, source: path, owner: owner, hostZone: TimeZoneRules.hostName())
  }

  /// The file as it is.
  func read() throws(DaybookError) -> FileReplacement {
    try FileReplacement(path, shownAs: file, limit: SettingsDocument.sizeLimit + 1)
  }

  /// Unlike a worker, an import may name a file that does not exist yet.
  private static func file(_ option: String?, _ context: CommandContext) -> String {
    if let named = option ?? context.variable("DAYBOOK_CONFIG") { return named }
    let user = ConfigurationFile.userFile(context)
    return FileText.exists(user) ? user : ConfigurationFile.name
  }
}
