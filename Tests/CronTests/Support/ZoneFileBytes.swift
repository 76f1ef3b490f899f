import Cron

/// Builds zone files, whole or damaged.
struct ZoneFileBytes {
  var magic = "TZif"
  var version = UInt8(ascii: "2")
  var transitions: [Int64] = []
  var indexes: [UInt8] = []
  var offsets: [Int32] = [0]
  var leaps = 0
  var standardCount = 0
  var footer = "UTC0"

  /// Two changes, one each way, and a rule of the European Union after them.
  static let paris = ZoneFileBytes(
    transitions: [1_000_000_000, 1_010_000_000], indexes: [1, 0], offsets: [3_600, 7_200],
    footer: "CET-1CEST,M3.5.0,M10.5.0/3")

  var bytes: [UInt8] {
    let names = Array("LMT\0".utf8)
    var file = header(transitions: 0, types: 1, leaps: 0, standard: 0, names: names.count)
    file += [0, 0, 0, 0, 0, 0] + names
    file += header(
      transitions: transitions.count, types: offsets.count, leaps: leaps, standard: standardCount, names: names.count)
    for transition in transitions { file += Self.bigEndian(transition) }
    file += indexes
    for offset in offsets { file += Self.bigEndian(offset) + [0, 0] }
    file += names + [UInt8](repeating: 0, count: leaps * 12 + standardCount)
    return file + Array("\n\(footer)\n".utf8)
  }

  /// A database that holds this file, and only it, under every name.
  func database() -> ZoneDatabase {
    let bytes = bytes
    return ZoneDatabase(directory: "/zones", files: ZoneFiles { _ in .bytes(bytes) })
  }

  private func header(transitions: Int, types: Int, leaps: Int, standard: Int, names: Int) -> [UInt8] {
    var header = Array(magic.utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [0, standard, leaps, transitions, types, names] { header += Self.bigEndian(Int32(count)) }
    return header
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian, Array.init)
  }
}

extension TimeZoneRules {
  /// A zone that changes to an offset at each of some instants.
  init(changes: [(instant: Int64, offset: Int32)], initialOffset: Int32) {
    var file = ZoneFileBytes()
    file.offsets = [initialOffset] + changes.map(\.offset)
    file.transitions = changes.map(\.instant)
    file.indexes = changes.indices.map { UInt8($0 + 1) }
    file.footer = ""
    guard let zone = try? file.database().rules(named: "Test/Zone") else {
      preconditionFailure("a zone file built by the tests is damaged")
    }
    self = zone
  }
}
