/// A `job.enqueued` record that says nothing unusual, which is what most of a million are: no actor, key, entity, owner,
/// tags, overrides, dependency or schedule.
///
/// The fold reads these in place, without making values of what it only compares. Whatever this does not take is read as
/// an `Event`, with the same result.
struct PlainEnqueue {
  let time: Timestamp
  let priority: Int8
  let dueAt: Timestamp?
  // UTF-8 in the record's own bytes.
  let type: UnsafeRawBufferPointer
  let label: UnsafeRawBufferPointer?
  let queue: UnsafeRawBufferPointer?

  /// Nil when the record is anything else, or cannot be read.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = RecordReader(bytes)
    do throws(RecordError) {
      // Kind, no actor.
      guard try reader.byte() == EventKind.jobEnqueued.rawValue, try reader.byte() == 0 else { return nil }
      time = try reader.time()
      // Neither dependencies nor a schedule.
      guard try reader.byte() == 0 else { return nil }
      type = try reader.blobInPlace()
      guard let priority = Priority(Int(try reader.signed())) else { return nil }
      self.priority = priority.rawValue
      let presence = JobRequest.Presence(rawValue: try reader.byte())
      guard presence.isSubset(of: [.label, .queue, .dueAt]) else { return nil }
      label = presence.contains(.label) ? try reader.blobInPlace() : nil
      queue = presence.contains(.queue) ? try reader.blobInPlace() : nil
      dueAt = presence.contains(.dueAt) ? try reader.time() : nil
      try reader.skipBlob()
    } catch {
      return nil
    }
    guard reader.remaining == 0 else { return nil }
  }
}

extension SchedulerState {
  /// Folds a plain record in; the same as enqueueing what it says.
  func apply(_ job: PlainEnqueue, sequence: UInt64) {
    lastSequence = sequence
    lastTime = job.time
    let queue = job.queue.map { queues.index(ofUTF8: $0) }
    let row = JobRow(
      id: JobID(sequence), enqueuedAt: job.time, readyAt: job.dueAt ?? job.time,
      type: types.index(ofUTF8: job.type), queue: queue ?? queues.index(of: Limits.defaultQueue),
      label: job.label.map { labels.index(ofUTF8: $0) } ?? JobRow.none, overrides: overrides.index(of: .none),
      priority: job.priority, state: job.dueAt == nil ? .pending : .scheduled)
    insert(row, at: UInt32(rows.count))
  }
}
