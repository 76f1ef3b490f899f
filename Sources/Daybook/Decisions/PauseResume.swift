/// Stops jobs from starting; running ones finish, delays mature, schedules fire.
package struct Pause: Decision {
  package var scope: PauseScope

  package init(_ scope: PauseScope) {
    self.scope = scope
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    try scope.validate()
    if !transaction.state.isPaused(scope) { transaction.emit(.paused(scope), by: actor) }
  }
}

/// Lets jobs start again.
package struct Resume: Decision {
  package var scope: PauseScope

  package init(_ scope: PauseScope) {
    self.scope = scope
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    try scope.validate()
    if transaction.state.isPaused(scope) { transaction.emit(.resumed(scope), by: actor) }
  }
}

extension PauseScope {
  fileprivate func validate() throws(DaybookError) {
    switch self {
    case .everything: break
    case .type(let name): try Name.validate(name, what: "type")
    case .queue(let name): try Name.validate(name, what: "queue")
    }
  }
}

extension SchedulerState {
  /// Whether exactly this scope is paused.
  package func isPaused(_ scope: PauseScope) -> Bool {
    switch scope {
    case .everything: isPaused
    case .type(let name): pausedTypes.contains(name)
    case .queue(let name): pausedQueues.contains(name)
    }
  }
}
