package import Daybook

/// The jobs file that a worker applies, and why it is that one.
package struct ConfigurationFile: Hashable, Sendable {
  /// How it was found, first match first.
  package enum Origin: Hashable, Sendable {
    /// `--config`.
    case option
    /// `$DAYBOOK_CONFIG`.
    case environment
    /// `$XDG_CONFIG_HOME/daybook/daybook.toml`.
    case user
    /// `./daybook.toml`: applies only to a state directory that has no declarations yet.
    case workingDirectory
  }

  package static let name = "daybook.toml"

  /// The path as messages show it.
  package let path: String
  package let origin: Origin

  package init(path: String, origin: Origin) {
    self.path = path
    self.origin = origin
  }

  /// Finds the jobs file; nil when there is none.
  ///
  /// - Parameter option: the value of `--config`.
  /// - Throws: `DaybookError` with code `notFound` for a named file that does not exist.
  package static func find(option: String?, context: CommandContext = .current) throws(DaybookError)
    -> ConfigurationFile?
  {
    if let option { return try named(option, .option, "--config", context) }
    if let path = context.variable("DAYBOOK_CONFIG") { return try named(path, .environment, "DAYBOOK_CONFIG", context) }
    let user = userFile(context)
    if FileText.exists(user) { return ConfigurationFile(path: user, origin: .user) }
    let isHere = FileText.exists(context.absolutePath(name))
    return isHere ? ConfigurationFile(path: name, origin: .workingDirectory) : nil
  }

  /// Where a user's own jobs file lies.
  package static func userFile(_ context: CommandContext) -> String {
    if let home = context.variable("XDG_CONFIG_HOME"), home.hasPrefix("/") {
      return PathText.normalized("\(home)/daybook/\(name)")
    }
    return context.absolutePath("~/.config/daybook/\(name)")
  }

  private static func named(
    _ path: String, _ origin: Origin, _ source: String, _ context: CommandContext
  ) throws(DaybookError) -> ConfigurationFile {
    guard FileText.exists(context.absolutePath(path)) else {
      throw DaybookError(.notFound, "\(source) names \(path), which does not exist: daybook init \(path) writes one")
    }
    return ConfigurationFile(path: path, origin: origin)
  }
}
