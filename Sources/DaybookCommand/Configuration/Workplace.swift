package import Daybook
import Journal

/// The state directory and the person that a command works for.
package struct Workplace: Sendable {
  /// The state directory, absolute.
  package let directory: String
  package let actor: Actor
  /// Who new jobs and schedules belong to.
  package let owner: String
  /// Whether every change is refused.
  package let isReadOnly: Bool
  /// Whether the directory may be on a network file system.
  package let allowsNetwork: Bool
  /// When a change counts as accepted.
  package var durability = Durability.always
  private let context: CommandContext

  package init(_ options: GlobalOptions, context: CommandContext = .current) {
    directory = Self.directory(option: options.dir, context: context)
    actor = Actor.current(program: "daybook")
    owner = options.owner ?? actor.user
    isReadOnly = options.readOnly
    allowsNetwork = options.allowsNetwork
    self.context = context
  }

  /// Opens the directory's journal to look at it.
  ///
  /// - Parameter progress: told how far it has been read.
  /// - Throws: `DaybookError` with code `notFound` when there is no journal yet.
  package func openForReading(_ progress: OpeningProgress.Receiver? = nil) throws -> Engine {
    guard FileText.exists(directory) else {
      throw DaybookError(
        .notFound,
        "there is no state directory at \(directory) yet: daybook add or daybook up make it, --dir names another")
    }
    return try context.openEngine(directory, actor, true, .always, allowsNetwork, progress)
  }

  /// Opens the directory's journal to see what a change would do; an empty one where there is none yet.
  package func openForPlanning() throws -> Engine {
    do {
      return try openForReading()
    } catch let error as DaybookError where error.code == .notFound {
      return try Engine.open(actor: actor, time: context.time) { MemoryLog().open() }
    }
  }

  /// Refuses a directory that holds no journal, before anybody asks whether it is safe to keep one there.
  ///
  /// - Throws: `DaybookError` with code `notFound`.
  package static func requireJournal(in directory: String) throws(DaybookError) {
    guard FileText.isMissing("\(directory)/segments") else { return }
    throw DaybookError(
      .notFound, "there is no journal at \(directory): daybook add or daybook up makes one, --dir names another")
  }

  /// Opens the directory's journal to change it; makes it when there is none.
  ///
  /// - Parameter progress: told how far it has been read.
  /// - Throws: `DaybookError` with code `refused` under `--read-only`.
  package func openForChanging(_ progress: OpeningProgress.Receiver? = nil) throws -> Engine {
    try refuseChanges()
    let engine = try context.openEngine(directory, actor, false, durability, allowsNetwork, progress)
    try tell(engine.notices)
    return engine
  }

  /// Opens the end of the directory's journal, to enqueue without reading it; nil when it has to be read.
  ///
  /// - Throws: as `openForChanging`.
  package func openForProducing() throws -> BlindProducer? {
    try refuseChanges()
    let producer = try context.openProducer(directory, actor, durability, allowsNetwork)
    try tell(producer?.notices ?? [])
    return producer
  }

  private func refuseChanges() throws(DaybookError) {
    guard isReadOnly else { return }
    throw DaybookError(.refused, "--read-only refuses everything that would change the journal: leave it out")
  }

  /// What a crash left behind was dropped just now, or a stopped process ended; that must not happen in silence.
  private func tell(_ notices: [String]) throws {
    for note in notices { try context.talk.write("daybook: \(note)\n") }
  }

  /// `--dir`, else `$DAYBOOK_DIR`, else `$XDG_STATE_HOME/daybook`, else `~/.local/state/daybook`.
  private static func directory(option: String?, context: CommandContext) -> String {
    if let named = option ?? context.variable("DAYBOOK_DIR") { return context.absolutePath(named) }
    // The specification wants relative values ignored.
    if let state = context.variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return PathText.normalized("\(state)/daybook")
    }
    return context.absolutePath("~/.local/state/daybook")
  }
}
