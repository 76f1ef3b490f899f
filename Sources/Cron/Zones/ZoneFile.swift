/// Decodes a TZif file (RFC 9636), version 2 or later.
///
/// | part | bytes |
/// |---|---|
/// | header | `TZif`, version, 15 reserved, then six 32-bit counts: isut, isstd, leap, transitions, types, name bytes |
/// | version 1 data | with 32-bit times; skipped |
/// | header | again |
/// | version 2 data | 64-bit transition times, their type indexes, the types (offset, is-summer, name index), names, … |
/// | footer | line feed, a POSIX rule or nothing, line feed |
///
/// All numbers are big-endian. Whether a type is summer time is not read: only offsets matter.
struct ZoneFile {
  /// Why a file was refused.
  struct Damage: Error {
    let reason: String
  }

  private struct Header {
    let universal, standard, leaps, transitions, types, nameBytes: Int

    /// Bytes of the data that follows the header, by the size of its times.
    func dataSize(timeSize: Int) -> Int {
      transitions * (timeSize + 1) + types * 6 + nameBytes + leaps * (timeSize + 4) + standard + universal
    }
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The rules in the file, under a name.
  mutating func rules(named name: String) throws(Damage) -> TimeZoneRules {
    let first = try header()
    try skip(first.dataSize(timeSize: 4))
    let header = try header()
    guard header.leaps == 0 else {
      throw Damage(reason: "it counts leap seconds, which the clock here does not: use the zone without “right/”")
    }
    let transitions = try transitionTimes(header.transitions)
    let indexes = try take(header.transitions)
    let types = try offsets(header.types)
    try skip(header.nameBytes + header.standard + header.universal)
    let footer = try footer()
    // The first type is in force before the first transition.
    var offsets = [types[0]]
    for index in indexes {
      guard types.indices.contains(Int(index)) else { throw Damage(reason: "a transition has no type \(index)") }
      offsets.append(types[Int(index)])
    }
    return TimeZoneRules(
      name: name, identity: Self.checksum(of: bytes), transitions: transitions, offsets: offsets, footer: footer)
  }

  private mutating func header() throws(Damage) -> Header {
    let start = position
    let magic = try take(4)
    guard magic.elementsEqual("TZif".utf8) else { throw Damage(reason: "it is not a zone file (no “TZif”)") }
    let version = try take(1).first ?? 0
    guard version >= UInt8(ascii: "2") else { throw Damage(reason: "it is of version 1; version 2 or later is needed") }
    try skip(15)
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(try integer(size: 4))) }
    let header = Header(
      universal: counts[0], standard: counts[1], leaps: counts[2], transitions: counts[3], types: counts[4],
      nameBytes: counts[5])
    guard
      counts.allSatisfy({ $0 >= 0 && $0 <= bytes.count }), header.types > 0,
      [0, header.types].contains(header.universal), [0, header.types].contains(header.standard)
    else { throw Damage(reason: "the counts in the header at byte \(start) cannot be right") }
    return header
  }

  private mutating func transitionTimes(_ count: Int) throws(Damage) -> [Int64] {
    var times: [Int64] = []
    for _ in 0..<count {
      // Far outside all history; bounded so that it can be calculated with.
      let time = min(max(try integer(size: 8), ZoneSpan.beginning), ZoneSpan.ending)
      if let last = times.last, time <= last { throw Damage(reason: "its transitions are out of order") }
      times.append(time)
    }
    return times
  }

  private mutating func offsets(_ count: Int) throws(Damage) -> [Int64] {
    var offsets: [Int64] = []
    for _ in 0..<count {
      let offset = try integer(size: 4)
      try skip(2)
      guard ZoneSpan.offsets.contains(offset) else {
        throw Damage(reason: "an offset of \(offset) seconds is no offset")
      }
      offsets.append(offset)
    }
    return offsets
  }

  private mutating func footer() throws(Damage) -> PosixZoneRule? {
    let lineFeed = UInt8(ascii: "\n")
    guard try take(1).first == lineFeed, let end = bytes[position...].firstIndex(of: lineFeed) else {
      throw Damage(reason: "its footer is missing")
    }
    let text = Array(bytes[position..<end])
    if text.isEmpty { return nil }
    guard let rule = PosixZoneRuleParser.rule(parsing: text) else {
      throw Damage(reason: "its footer “\(String(decoding: text, as: UTF8.self))” is no rule")
    }
    return rule
  }

  /// Reads a signed big-endian integer.
  private mutating func integer(size: Int) throws(Damage) -> Int64 {
    let slice = try take(size)
    let sign: UInt64 = (slice.first ?? 0) & 0x80 == 0 ? 0 : ~0
    return Int64(bitPattern: slice.reduce(sign) { $0 << 8 | UInt64($1) })
  }

  private mutating func skip(_ count: Int) throws(Damage) {
    _ = try take(count)
  }

  private mutating func take(_ count: Int) throws(Damage) -> ArraySlice<UInt8> {
    guard count <= bytes.count - position else {
      throw Damage(reason: "it ends at byte \(bytes.count), inside its data")
    }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// FNV-1a, 64 bits.
  private static func checksum(of bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
