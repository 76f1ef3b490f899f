/// The difference between a file and the state: what to emit, and how to say it.
package struct DeclarationComparison {
  private(set) var events: [Event] = []
  package private(set) var changes = DeclarationChanges()
  private let declarations: Declarations
  private let state: SchedulerState
  private let now: Timestamp
  private let triggers: TriggerClock
  /// The types after the change, which templates are checked against.
  private let types: [String: TypeDefinition]

  package init(
    _ declarations: Declarations, with state: SchedulerState, now: Timestamp, _ triggers: TriggerClock
  ) throws(DaybookError) {
    self.declarations = declarations
    self.state = state
    self.now = now
    self.triggers = triggers
    types = state.definitions.merging(declarations.types.map { ($0.name, $0) }) { _, new in new }
    try compareTypes()
    try compareQueues()
    try compareSchedules()
    orphanMissing()
  }

  private mutating func compareTypes() throws(DaybookError) {
    for type in declarations.types {
      try Name.validate(type.name, what: "type")
      let existing = state.definitions[type.name]
      if let existing, !existing.isOrphaned { try refuseOther(existing.source, "job \(type.name)") }
      if existing != type {
        note(.init(.job, type.name, before: existing?.fields, after: type.fields), .typeConfigured(type))
      }
    }
  }

  private mutating func compareQueues() throws(DaybookError) {
    for queue in declarations.queues {
      try Name.validate(queue.name, what: "queue")
      let existing = state.queueDefinitions[queue.name]
      if let existing, !existing.isOrphaned { try refuseOther(existing.source, "queue \(queue.name)") }
      if existing != queue {
        note(.init(.queue, queue.name, before: existing?.fields, after: queue.fields), .queueConfigured(queue))
      }
    }
  }

  private mutating func compareSchedules() throws(DaybookError) {
    for declared in declarations.schedules {
      try declared.validate(against: types[declared.template.type])
      guard let existing = state.schedules.find(name: declared.name, owner: declared.owner) else {
        let nextFire = declared.isEnabled ? try triggers.first(of: declared, at: now) : nil
        note(
          .init(.schedule, declared.name, before: nil, after: declared.fields),
          .scheduleAdded(definition: declared, nextFire: nextFire, isEnabled: declared.isEnabled))
        continue
      }
      if !existing.isOrphaned { try refuseOther(existing.definition.source, "schedule \(declared.name)") }
      try compare(declared.keepingGrid(of: existing.definition), with: existing)
    }
  }

  private mutating func compare(
    _ declared: ScheduleDefinition, with existing: ScheduleState
  ) throws(DaybookError) {
    if declared != existing.definition || existing.isOrphaned {
      let nextFire = try existing.nextFire(under: declared, now: now, triggers)
      note(
        .init(.schedule, declared.name, before: existing.definition.fields, after: declared.fields),
        .scheduleUpdated(id: existing.id, definition: declared, nextFire: nextFire))
    }
    if let event = try existing.switchEvent(under: declared, now: now, triggers) { events.append(event) }
  }

  private mutating func orphanMissing() {
    let types = Set(declarations.types.map(\.name))
    for var type in state.typeDefinitions
    where type.source == declarations.source && !type.isOrphaned && !types.contains(type.name) {
      type.isOrphaned = true
      orphan(.job, type.name, .typeConfigured(type))
    }
    let queues = Set(declarations.queues.map(\.name))
    for var queue in state.queueDefinitions.values.sorted(by: { $0.name < $1.name })
    where queue.source == declarations.source && !queue.isOrphaned && !queues.contains(queue.name) {
      queue.isOrphaned = true
      orphan(.queue, queue.name, .queueConfigured(queue))
    }
    guard declarations.listsAllSchedules else { return }
    let schedules = Set(declarations.schedules.map { "\($0.owner)/\($0.name)" })
    for schedule in state.schedules.all
    where schedule.definition.source == declarations.source && !schedule.isOrphaned
      && !schedules.contains("\(schedule.definition.owner)/\(schedule.definition.name)")
    {
      orphan(.schedule, schedule.definition.name, .scheduleDisabled(id: schedule.id, cause: .orphaned))
    }
  }

  private mutating func note(_ change: DeclarationChange, _ event: Event) {
    changes.all.append(change)
    events.append(event)
  }

  private mutating func orphan(_ kind: DeclarationChange.Kind, _ name: String, _ event: Event) {
    note(DeclarationChange(orphaned: kind, name), event)
  }

  private func refuseOther(_ source: String, _ what: String) throws(DaybookError) {
    guard source != declarations.source else { return }
    throw DaybookError(
      .conflict, "\(what) is declared by \(source) already: rename it in \(declarations.source), or remove it there")
  }
}
