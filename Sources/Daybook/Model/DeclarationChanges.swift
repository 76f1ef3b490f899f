/// What applying declarations changes.
package struct DeclarationChanges: Hashable, Sendable {
  /// In the order of the file, what it no longer has last.
  package var all: [DeclarationChange] = []

  package var isEmpty: Bool { all.isEmpty }

  /// How many of a kind there are.
  package func count(_ action: DeclarationChange.Action) -> Int { all.count { $0.action == action } }
}

/// One type, queue or schedule that a file declares differently now.
package struct DeclarationChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case job, queue, schedule
  }

  package enum Action: String, Hashable, Sendable {
    case added, updated
    /// No longer declared: schedules are disabled, types and queues keep working for the jobs they have.
    case orphaned
  }

  /// A field with its text before and after; nil where it has none.
  package struct Difference: Hashable, Sendable {
    package var field: String
    package var before: String?
    package var after: String?
  }

  package var action: Action
  package var kind: Kind
  package var name: String
  /// Empty for what comes back unchanged or is orphaned.
  package var differences: [Difference]

  /// A declaration that is new, or differs from what stood before.
  init(_ kind: Kind, _ name: String, before: [DefinitionField]?, after: [DefinitionField]) {
    action = before == nil ? .added : .updated
    self.kind = kind
    self.name = name
    let old = before ?? []
    differences = after.compactMap { field in
      let oldText = old.first { $0.name == field.name }?.text
      return oldText == field.text ? nil : Difference(field: field.name, before: oldText, after: field.text)
    }
  }

  init(orphaned kind: Kind, _ name: String) {
    action = .orphaned
    self.kind = kind
    self.name = name
    differences = []
  }
}
