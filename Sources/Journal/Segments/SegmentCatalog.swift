import Synchronization

/// Which segment holds which records, and where in the last segment the records with a payload are.
///
/// Filled by the thread that follows the log, and asked by any.
final class SegmentCatalog: Sendable {
  /// A segment that was entered.
  struct Entry: Sendable {
    let number: UInt64
    let firstSequence: UInt64
    /// Whether it has no footer although it is not the last.
    var wasLeft = false
  }

  private struct Content: Sendable {
    var segments: [Entry] = []
    /// Of the last segment.
    var payloads: [PayloadEntry] = []
    /// Of the segments without a footer that were passed.
    var payloadsOfLeft: [UInt64: [PayloadEntry]] = [:]
  }

  private let content = Mutex(Content())

  /// Where to look for a record.
  enum Place {
    /// In a segment that is sealed.
    case sealed(UInt64)
    /// In a segment without a footer: at this offset if the record has a payload.
    case open(UInt64, offset: UInt32?)
  }

  /// Forgets every segment: the log is followed from another place.
  func restart() {
    content.withLock { $0 = Content() }
  }

  /// Notes that the log goes on in another segment.
  func enter(_ segment: Segment) {
    content.withLock { content in
      if segment.header.features.contains(.afterLeftSegment), let last = content.segments.indices.last {
        content.segments[last].wasLeft = true
        content.payloadsOfLeft[content.segments[last].number] = content.payloads
      }
      content.segments.append(Entry(number: segment.number, firstSequence: segment.header.firstSequence))
      content.payloads.removeAll(keepingCapacity: true)
    }
  }

  /// Notes records with a payload in the segment entered last: their sequence numbers and offsets in the file.
  func add(_ records: [(sequence: UInt64, offset: UInt64)]) {
    guard !records.isEmpty else { return }
    content.withLock { content in
      guard let first = content.segments.last?.firstSequence else {
        preconditionFailure("records were noted before a segment was entered")
      }
      for record in records {
        content.payloads.append(PayloadEntry(sequence: UInt32(record.sequence - first), offset: UInt32(record.offset)))
      }
    }
  }

  /// How many records of the last segment have a payload.
  var payloadCount: Int { content.withLock { $0.payloads.count } }

  /// The records of the last segment that have a payload.
  var payloads: [PayloadEntry] { content.withLock { $0.payloads } }

  /// The first segment entered; nil before.
  var first: Entry? { content.withLock { $0.segments.first } }

  /// The last segment that does not begin after this record; nil when there is none.
  func segment(of sequence: UInt64) -> UInt64? {
    content.withLock { content in Self.index(of: sequence, in: content).map { content.segments[$0].number } }
  }

  /// Where to look for a record; nil when it stands before the first segment.
  func place(of sequence: UInt64) -> Place? {
    content.withLock { content in
      guard let index = Self.index(of: sequence, in: content) else { return nil }
      let segment = content.segments[index]
      let isLast = index == content.segments.count - 1
      guard isLast || segment.wasLeft else { return .sealed(segment.number) }
      let payloads = isLast ? content.payloads : content.payloadsOfLeft[segment.number] ?? []
      let wanted = UInt32(clamping: sequence - segment.firstSequence)
      let found = payloads.partitioningIndex { $0.sequence >= wanted }
      guard found < payloads.count, payloads[found].sequence == wanted else {
        return .open(segment.number, offset: nil)
      }
      return .open(segment.number, offset: payloads[found].offset)
    }
  }

  private static func index(of sequence: UInt64, in content: Content) -> Int? {
    let after = content.segments.partitioningIndex { $0.firstSequence > sequence }
    return after == 0 ? nil : after - 1
  }
}

extension Array {
  /// The index of the first element for which the condition holds, when it holds for all after that one.
  fileprivate func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsInSecondPartition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
