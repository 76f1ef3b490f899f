/// How a schedule stands in a record. What most schedules do not have is behind a presence byte after the template, which is
/// there only when the policy byte says so: a schedule without it is written as the first version wrote it.
extension ScheduleDefinition {
  private struct Presence: OptionSet {
    let rawValue: UInt8
    static let purpose = Presence(rawValue: 1)
    static let startsAt = Presence(rawValue: 2)
    static let endsAt = Presence(rawValue: 4)
    static let maxFires = Presence(rawValue: 8)
    static let jitter = Presence(rawValue: 16)
    static let disabled = Presence(rawValue: 32)
    static let misfireMaximum = Presence(rawValue: 64)
    static let known = Presence(rawValue: 127)
  }

  /// The policy byte: latest, skip and all, with this bit when a presence byte follows the template.
  private static let hasMore: UInt8 = 0x80

  private var presence: Presence {
    var presence: Presence = []
    if purpose != nil { presence.insert(.purpose) }
    if startsAt != nil { presence.insert(.startsAt) }
    if endsAt != nil { presence.insert(.endsAt) }
    if maxFires != nil { presence.insert(.maxFires) }
    if jitterMilliseconds != 0 { presence.insert(.jitter) }
    if !isEnabled { presence.insert(.disabled) }
    if case .all = misfire { presence.insert(.misfireMaximum) }
    return presence
  }

  func encode(to writer: inout RecordWriter) {
    let presence = presence
    writer.text(name)
    writer.text(owner)
    writer.text(source)
    trigger.encode(to: &writer)
    writer.byte(misfireCode | (presence.isEmpty ? 0 : Self.hasMore))
    writer.byte(overlap.rawValue)
    writer.signed(maxLatenessMilliseconds)
    template.encode(to: &writer)
    if presence.isEmpty { return }
    writer.byte(presence.rawValue)
    if let purpose { writer.text(purpose) }
    if let startsAt { writer.time(startsAt) }
    if let endsAt { writer.time(endsAt) }
    if let maxFires { writer.count(maxFires) }
    if presence.contains(.jitter) { writer.signed(jitterMilliseconds) }
    if case .all(let max) = misfire { writer.count(max) }
  }

  init(from reader: inout RecordReader) throws(RecordError) {
    let name = try reader.text()
    let owner = try reader.text()
    let source = try reader.text()
    let trigger = try Trigger(from: &reader)
    let policy = try reader.byte()
    self.init(
      name: name, owner: owner, source: source, trigger: trigger, overlap: try reader.word(OverlapPolicy.self),
      maxLatenessMilliseconds: try reader.signed(), template: try JobRequest(from: &reader, keepsPayload: true))
    let presence = policy & Self.hasMore == 0 ? [] : Presence(rawValue: try reader.byte())
    guard presence.isSubset(of: .known) else { throw .malformed("a schedule of a newer version") }
    if presence.contains(.purpose) { purpose = try reader.text() }
    if presence.contains(.startsAt) { startsAt = try reader.time() }
    if presence.contains(.endsAt) { endsAt = try reader.time() }
    if presence.contains(.maxFires) { maxFires = try reader.count() }
    if presence.contains(.jitter) { jitterMilliseconds = try reader.signed() }
    isEnabled = !presence.contains(.disabled)
    misfire = try Self.misfire(
      code: policy & ~Self.hasMore, maximum: presence.contains(.misfireMaximum) ? try reader.count() : nil)
  }

  private var misfireCode: UInt8 {
    switch misfire {
    case .latest: 0
    case .skip: 1
    case .all: 2
    }
  }

  private static func misfire(code: UInt8, maximum: Int?) throws(RecordError) -> MisfirePolicy {
    switch (code, maximum) {
    case (0, nil): return .latest
    case (1, nil): return .skip
    case (2, let maximum?): return .all(max: maximum)
    default: throw .malformed("misfire policy \(code), which does not exist")
    }
  }
}
