import Daybook

/// The jobs file that a command is about: the one it names, else the one a worker would take.
struct JobsFileChoice {
  /// The command's own argument.
  let argument: String?
  /// `--config`.
  let option: String?

  /// Throws `DaybookError` with code `notFound` when there is none.
  func path(_ context: CommandContext) throws(DaybookError) -> String {
    if let argument { return argument }
    if let found = try ConfigurationFile.find(option: option, context: context) { return found.path }
    throw DaybookError(.notFound, "there is no jobs file: name one, or write one with daybook init")
  }
}
