/// An event with what every record carries: when, and by whom.
///
/// On disk: kind (1 byte), flags (1 byte; bit 0: an actor follows, bit 1: an epoch follows), time (signed), the actor's text
/// and the epoch if flagged, then the event's own fields as listed in `Event+Coding.swift`.
package struct RecordedEvent: Hashable, Sendable {
  package var time: Timestamp
  /// User, terminal, host and program, for what an operator did; nil for what follows by itself.
  package var actor: String?
  /// Of the leader who decided it; nil for what any process may decide. The fold refuses it under another epoch.
  package var epoch: UInt64?
  package var event: Event

  private static let actorFlag: UInt8 = 1
  private static let epochFlag: UInt8 = 2

  package init(time: Timestamp, actor: String?, epoch: UInt64? = nil, event: Event) {
    self.time = time
    self.actor = actor
    self.epoch = epoch
    self.event = event
  }

  /// Writes the record's bytes behind what is there.
  package func encode(to writer: inout RecordWriter) {
    Self.encodeHead(of: event.kind, time: time, actor: actor, epoch: epoch, to: &writer)
    event.encode(to: &writer)
  }

  /// What stands before an event's own fields.
  static func encodeHead(
    of kind: EventKind, time: Timestamp, actor: String?, epoch: UInt64?, to writer: inout RecordWriter
  ) {
    writer.byte(kind.rawValue)
    writer.byte((actor == nil ? 0 : actorFlag) | (epoch == nil ? 0 : epochFlag))
    writer.time(time)
    if let actor { writer.text(actor) }
    if let epoch { writer.unsigned(epoch) }
  }

  /// The event in a record's bytes.
  ///
  /// - Parameter keepsPayload: whether a job's payload is copied out; the fold leaves it on disk.
  package init(decoding bytes: UnsafeRawBufferPointer, keepsPayload: Bool) throws(RecordError) {
    var reader = RecordReader(bytes)
    let rawKind = try reader.byte()
    guard let kind = EventKind(rawValue: rawKind) else { throw .unknownKind(rawKind) }
    let flags = try reader.byte()
    guard flags & ~(Self.actorFlag | Self.epochFlag) == 0 else { throw .malformed("flags of a newer version") }
    time = try reader.time()
    actor = flags & Self.actorFlag != 0 ? try reader.text() : nil
    epoch = flags & Self.epochFlag != 0 ? try reader.unsigned() : nil
    event = try Event(decoding: kind, from: &reader, keepsPayload: keepsPayload)
    guard reader.remaining == 0 else { throw .malformed("\(reader.remaining) bytes too many") }
  }

  /// Whether the record must be found again by its sequence: it holds a payload or a result.
  package var hasPayload: Bool {
    switch event {
    case .jobEnqueued(let job): !job.request.payload.isEmpty
    case .jobCompleted(_, _, let result, _): result != nil
    default: false
    }
  }
}
