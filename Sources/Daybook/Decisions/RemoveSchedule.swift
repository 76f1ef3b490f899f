/// Removes a schedule; the jobs of its fires stay.
package struct RemoveSchedule: Decision {
  package var name: String
  package var owner: String?
  /// Who removes it: what a file declares comes back with the next reload.
  package var source: String

  package init(name: String, owner: String?, source: String) {
    self.name = name
    self.owner = owner
    self.source = source
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    let existing = try transaction.state.requireSchedule(name, owner)
    try existing.refuseOther(source: source)
    transaction.emit(.scheduleRemoved(id: existing.id), by: actor)
  }
}
