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
    let comparison = try DeclarationComparison(declarations, with: transaction)
    for event in comparison.events { transaction.emit(event, by: actor) }
    return comparison.changes
  }
}

/// The difference between a file and the state: what to emit, and how to say it.
struct DeclarationComparison {
  private(set) var events: [Event] = []
  private(set) var changes = DeclarationChanges()
  private let declarations: Declarations

  init(_ declarations: Declarations, with transaction: Transaction) throws(DaybookError) {
    self.declarations = declarations
    try compareTypes(transaction.state)
    try compareQueues(transaction.state)
    try compareSchedules(transaction)
    orphanMissing(transaction.state)
  }

  private mutating func compareTypes(_ state: SchedulerState) throws(DaybookError) {
    for type in declarations.types {
      try Name.validate(type.name, what: "type")
      let existing = state.definitions[type.name]
      if let existing, !existing.isOrphaned { try refuseOther(existing.source, "job \(type.name)") }
      if existing != type { note("job \(type.name)", isNew: existing == nil, .typeConfigured(type)) }
    }
  }

  private mutating func compareQueues(_ state: SchedulerState) throws(DaybookError) {
    for queue in declarations.queues {
      try Name.validate(queue.name, what: "queue")
      let existing = state.queueDefinitions[queue.name]
      if let existing, !existing.isOrphaned { try refuseOther(existing.source, "queue \(queue.name)") }
      if existing != queue { note("queue \(queue.name)", isNew: existing == nil, .queueConfigured(queue)) }
    }
  }

  private mutating func compareSchedules(_ transaction: Transaction) throws(DaybookError) {
    for declared in declarations.schedules {
      let name = declared.definition.name
      try Name.validate(name, what: "schedule")
      guard let existing = transaction.state.schedules.find(name: name, owner: declared.definition.owner) else {
        let nextFire = try transaction.triggers.first(of: declared.definition.trigger, at: transaction.now)
        note(
          "schedule \(name)", isNew: true,
          .scheduleAdded(
            definition: declared.definition, nextFire: declared.isEnabled ? nextFire : nil,
            isEnabled: declared.isEnabled))
        continue
      }
      if !existing.isOrphaned { try refuseOther(existing.definition.source, "schedule \(name)") }
      try compare(declared, with: existing, transaction)
    }
  }

  private mutating func compare(
    _ declared: Declarations.Schedule, with existing: ScheduleState, _ transaction: Transaction
  ) throws(DaybookError) {
    var definition = declared.definition
    definition.trigger = definition.trigger.keepingAnchor(of: existing.definition.trigger)
    let nextFire = try transaction.triggers.next(of: definition.trigger, after: transaction.now)
    if definition != existing.definition || existing.isOrphaned {
      let keepsFire = definition.trigger == existing.definition.trigger || !existing.isEnabled
      note(
        "schedule \(definition.name)", isNew: false,
        .scheduleUpdated(
          id: existing.id, definition: definition, nextFire: keepsFire ? existing.nextFire : nextFire))
    }
    // An operator's switch counts for more than the file's.
    let isWanted = existing.override?.isEnabled ?? declared.isEnabled
    guard existing.isEnabled != isWanted else { return }
    if isWanted {
      events.append(.scheduleEnabled(id: existing.id, nextFire: nextFire, cause: .declaration))
    } else {
      events.append(.scheduleDisabled(id: existing.id, cause: .declaration))
    }
  }

  private mutating func orphanMissing(_ state: SchedulerState) {
    let types = Set(declarations.types.map(\.name))
    for var type in state.typeDefinitions
    where type.source == declarations.source && !type.isOrphaned && !types.contains(type.name) {
      type.isOrphaned = true
      orphan("job \(type.name)", .typeConfigured(type))
    }
    let queues = Set(declarations.queues.map(\.name))
    for var queue in state.queueDefinitions.values.sorted(by: { $0.name < $1.name })
    where queue.source == declarations.source && !queue.isOrphaned && !queues.contains(queue.name) {
      queue.isOrphaned = true
      orphan("queue \(queue.name)", .queueConfigured(queue))
    }
    let schedules = Set(declarations.schedules.map(\.definition.name))
    for schedule in state.schedules.all
    where schedule.definition.source == declarations.source && !schedule.isOrphaned
      && !schedules.contains(schedule.definition.name)
    {
      orphan("schedule \(schedule.definition.name)", .scheduleDisabled(id: schedule.id, cause: .orphaned))
    }
  }

  private mutating func note(_ what: String, isNew: Bool, _ event: Event) {
    if isNew { changes.added.append(what) } else { changes.updated.append(what) }
    events.append(event)
  }

  private mutating func orphan(_ what: String, _ event: Event) {
    changes.orphaned.append(what)
    events.append(event)
  }

  private func refuseOther(_ source: String, _ what: String) throws(DaybookError) {
    guard source != declarations.source else { return }
    throw DaybookError(
      .conflict, "\(what) is declared by \(source) already: rename it in \(declarations.source), or remove it there")
  }
}

extension Trigger {
  /// An interval keeps the grid it was created with for as long as its length stays.
  func keepingAnchor(of old: Trigger) -> Trigger {
    guard case .every(let interval, _, let immediate) = self,
      case .every(let oldInterval, let anchor, let oldImmediate) = old,
      interval == oldInterval, immediate == oldImmediate
    else { return self }
    return .every(milliseconds: interval, anchor: anchor, startsImmediately: immediate)
  }
}
