import Journal

/// Enqueues jobs that are right whatever the state, without reading it: with a million jobs in the journal that takes no
/// longer than with none.
///
/// Everything that depends on the state (keys, declared types, retries, cancelling) goes through an `Engine`.
package final class BlindProducer: Sendable {
  private let store: DirectoryJournal
  private let directory: String
  private let actor: Actor
  private let time: any TimeSource

  /// Whether a job needs nothing of the state: it has no key, and its type is the one that nobody can declare.
  package static func accepts(_ request: JobRequest) -> Bool {
    request.type == Limits.commandType && request.key == nil
  }

  /// Opens the end of the journal in a directory; makes it where there is none.
  ///
  /// - Parameter durability: under `interval` each request is synced at once all the same: a producer may end at any moment.
  /// - Returns: nil when an engine has to look first, because an append has failed.
  /// - Throws: `.corrupt`, `.storage`, `.refused`, as for an engine.
  package static func open(
    directory: String, actor: Actor, durability: Durability = .always, allowsNetwork: Bool = false,
    time: any TimeSource = SystemTime()
  ) throws(DaybookError) -> BlindProducer? {
    var options = JournalOptions()
    options.force = allowsNetwork
    options.durability = durability == .os ? .os : .always
    do {
      guard let store = try DirectoryJournal.openAtEnd(directory, options: options) else { return nil }
      return BlindProducer(store, directory: directory, actor: actor, time: time)
    } catch {
      throw DaybookError(wrapping: error)
    }
  }

  /// Records may mean what this version does not know: an engine reads, and refuses.
  private struct NewerRecords: Error {}

  private init(_ store: DirectoryJournal, directory: String, actor: Actor, time: any TimeSource) {
    self.store = store
    self.directory = directory
    self.actor = actor
    self.time = time
  }

  /// What was dropped behind the last frame, or ended to get the lock, since the journal was opened: a sentence each.
  package var notices: [String] { store.notices }

  /// Whether a living worker is there to run the jobs; true when that cannot be seen.
  package var isServed: Bool { Engine.hasLivingWorker(in: directory) }

  /// Enqueues all requests in one append; returns once it is accepted.
  ///
  /// - Parameter requests: each of them `accepts`ed.
  /// - Returns: the jobs as enqueued; nil, with nothing appended, when an engine has to look first.
  /// - Throws: the refusal of a request, `.outcomeUnknown`, `.storage`.
  package func enqueue(_ requests: [JobRequest]) async throws(DaybookError) -> [JobSummary]? {
    precondition(requests.allSatisfy(Self.accepts), "a request that depends on the state was enqueued without it")
    let result: Result<[JobSummary]?, DaybookError> = await withCheckedContinuation { continuation in
      // It waits for the lock and for the disk.
      BlockingThread.start { continuation.resume(returning: self.append(requests)) }
    }
    return try result.get()
  }

  private func append(_ requests: [JobRequest]) -> Result<[JobSummary]?, DaybookError> {
    var jobs: [JobSummary] = []
    do {
      _ = try store.transact({ _, _ in }) { nextSequence in
        guard store.recordVersion <= UInt32(clamping: Event.foldVersion) else { throw NewerRecords() }
        // Nothing of the state is asked for but what was just enqueued.
        let transaction = Transaction(
          state: SchedulerState(), now: time.now(), nextSequence: nextSequence, random: SystemRandom(),
          triggers: TriggerClock(), isShortOfSpace: store.isShortOfSpace)
        let results = try Enqueue(requests).decide(in: transaction, actor: actor)
        jobs = results.compactMap { transaction.state.summary(of: $0.id) }
        return transaction.records
      }
      try store.acknowledge()
      return .success(jobs)
    } catch let error as JournalError where error.code == .stale {
      return .success(nil)
    } catch is NewerRecords {
      return .success(nil)
    } catch {
      return .failure(DaybookError(wrapping: error))
    }
  }
}
