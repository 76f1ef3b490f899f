/// Makes the journal agree with one file's declarations (semantics.md, Declarations).
///
/// A file is compared only with what the same file declared before. The same name from two files is refused. An
/// operator's enable or disable outlives every reload.
package struct ApplyDeclarations: Decision {
  package var declarations: Declarations

  package init(_ declarations: Declarations) {
    self.declarations = declarations
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> DeclarationChanges {
    transaction.triggers.reloadZones()
    let comparison = try DeclarationComparison(
      declarations, with: transaction.state, now: transaction.now, transaction.triggers)
    for event in comparison.events { transaction.emit(event, by: actor) }
    return comparison.changes
  }
}
