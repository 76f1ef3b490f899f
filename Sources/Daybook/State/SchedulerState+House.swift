/// The fold of the records about types, queues, pauses and workers. Each returns whether the record still fitted.
extension SchedulerState {
  func configure(_ type: TypeDefinition) -> Bool {
    definitions[type.name] = type
    // Interned now, so that the type is listed before its first job.
    _ = types.index(of: type.name)
    return true
  }

  func configure(_ queue: QueueDefinition) -> Bool {
    queueDefinitions[queue.name] = queue
    _ = queues.index(of: queue.name)
    return true
  }

  func pause(_ scope: PauseScope) -> Bool {
    switch scope {
    case .everything:
      defer { isPaused = true }
      return !isPaused
    case .type(let name): return pausedTypes.insert(name).inserted
    case .queue(let name): return pausedQueues.insert(name).inserted
    }
  }

  func resume(_ scope: PauseScope) -> Bool {
    switch scope {
    case .everything:
      defer { isPaused = false }
      return isPaused
    case .type(let name): return pausedTypes.remove(name) != nil
    case .queue(let name): return pausedQueues.remove(name) != nil
    }
  }

  func join(_ identity: WorkerDescription, _ context: FoldContext) -> Bool {
    workers.join(WorkerState(id: context.sequence, identity: identity, joinedAt: context.time))
    return true
  }

  func raiseFold(to version: Int) -> Bool {
    guard version > foldVersion else { return false }
    foldVersion = version
    return true
  }
}
