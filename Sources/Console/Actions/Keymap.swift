/// Which key means which action where.
package struct Keymap: Equatable, Sendable {
  /// Two actions that one key would mean in one place.
  package struct Conflict: Error, Equatable, CustomStringConvertible {
    package var key: Key
    package var actions: [ActionID]

    package var description: String {
      "\(key.text) would mean both \(actions.map(\.rawValue).joined(separator: " and ")): give one of them another key"
    }
  }

  /// What a key press means.
  enum Meaning: Equatable {
    case action(ActionID)
    /// Only where these actions are at home.
    case elsewhere([ActionID])
    case nothing
  }

  private struct Binding: Hashable {
    var key: Key
    var scope: Action.Scope
  }

  private var actions: [Binding: ActionID] = [:]

  /// Binds every action to its keys.
  ///
  /// - Throws: `Conflict` when a key has two meanings in one place; what works everywhere shares its key with none.
  package init(_ registry: [Action]) throws(Conflict) {
    for action in registry {
      for key in action.keys {
        let scopes = action.scope == .everywhere ? Action.Scope.allCases : [action.scope, .everywhere]
        for scope in scopes {
          if let taken = actions[Binding(key: key, scope: scope)] {
            throw Conflict(key: key, actions: [taken, action.id])
          }
        }
        actions[Binding(key: key, scope: action.scope)] = action.id
      }
    }
  }

  /// The keys as shipped.
  package static let standard: Keymap = {
    do {
      return try Keymap(ActionRegistry.all)
    } catch {
      preconditionFailure("the registry contradicts itself: \(error)")
    }
  }()

  func meaning(of key: Key, in scope: Action.Scope) -> Meaning {
    for place in [scope, .everywhere] {
      if let action = actions[Binding(key: key, scope: place)] { return .action(action) }
    }
    let elsewhere = Action.Scope.allCases.compactMap { actions[Binding(key: key, scope: $0)] }
    return elsewhere.isEmpty ? .nothing : .elsewhere(elsewhere)
  }
}
