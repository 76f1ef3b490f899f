import Daybook

/// A state directory, opened the way every command opens it.
enum StateDirectory {
  /// Opens the journal in `directory`.
  /// - Throws: `DaybookError`.
  static func open(_ directory: String, actor: Actor, isReadOnly: Bool, allowsNetwork: Bool) throws(DaybookError)
    -> Engine
  {
    try Engine.open(directory: directory, actor: actor, isReadOnly: isReadOnly, allowsNetwork: allowsNetwork)
  }
}
