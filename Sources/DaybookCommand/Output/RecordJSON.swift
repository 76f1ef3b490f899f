import Daybook
import Spelling

/// One record as `journal cat` prints it: what was written, and nothing that is not in it.
///
/// `sequence`, `time`, `kind`, `actor`, `leaderEpoch` and `job` come first in every line; the fields of the kind follow.
struct RecordJSON {
  let sequence: UInt64
  private let content: Result<RecordedEvent, any Error>
  private let bytes: [UInt8]

  /// The names of all kinds.
  static let kinds = EventKind.allCases.map(\.name)

  init(_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) {
    self.sequence = sequence
    content = Result { try RecordedEvent(decoding: bytes, keepsPayload: true) }
    if case .failure = content { self.bytes = Array(bytes) } else { self.bytes = [] }
  }

  /// The kind that was probably meant.
  static func suggestion(for name: String) -> String? { Suggestion.nearest(to: name, in: kinds) }

  /// The name of the kind; nil for one that this version does not know.
  var kind: String? { (try? content.get())?.event.kind.name }

  var value: JSONText {
    switch content {
    case .success(let recorded):
      let fields = RecordFields(recorded.event)
      let job = fields.job ?? (recorded.event.kind == .jobEnqueued ? sequence : nil)
      return .object(
        [
          .init(key: "sequence", value: .count(sequence)),
          .init(key: "time", value: InstantText.json(recorded.time)),
          .init(key: "kind", value: .string(recorded.event.kind.name)),
          .init(key: "actor", value: .text(recorded.actor)),
          .init(key: "leaderEpoch", value: .count(recorded.epoch)),
          .init(key: "job", value: .count(job)),
        ] + fields.members)
    case .failure(let error):
      return .object([
        "sequence": .count(sequence), "time": .null, "kind": .null, "actor": .null, "leaderEpoch": .null, "job": .null,
        "error": .string("\(error)"), "hex": .string(Self.hexadecimal(bytes)),
      ])
    }
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
