import ArgumentParser
import Cron
import Daybook
import Journal

/// `daybook journal info`: what the files are.
struct JournalInfo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show the journal's snapshots, segments and size, and who appends.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let directory = Workplace(global).directory
    try Workplace.requireJournal(in: directory)
    let information = try JournalInspection(directory).information()
    if printer.isJSON { return try printer.json(Self.json(information, directory)) }
    try printer.line(directory, .bold)
    var table = Table([.init(""), .init("")])
    for (name, value) in Self.facts(information) where !value.isEmpty {
      table.add([Table.Cell(name, .dim), Table.Cell(value)])
    }
    try printer.lines(Array(table.lines(width: nil, usesColor: false).dropFirst()))
    if !information.snapshots.isEmpty { try printer.table(Self.table(information.snapshots)) }
    try printer.table(Self.table(information.segments))
    if let poison = information.poison {
      printer.talk(
        "nobody appends: a \(poison.failure) failed; records up to \(poison.syncedThrough) are on disk", .red)
    }
  }

  private static func facts(_ information: JournalInformation) -> KeyValuePairs<String, String> {
    [
      "format": "\(information.version.major).\(information.version.minor)",
      "id": identifier(information),
      "created": RFC3339.string(milliseconds: information.created),
      "records": "\(information.lastSequence)",
      "on disk": information.syncedThrough == 0 ? "" : "records up to \(information.syncedThrough)",
      "reserved": information.reservedThrough <= information.syncedThrough
        ? "" : "numbers up to \(information.reservedThrough), by a durability that does not wait for the disk",
      "frames": "\(information.frames)",
      "size": "\(SizeText.rounded(bytes: Int64(clamping: information.usedBytes))) used of "
        + SizeText.rounded(bytes: Int64(clamping: information.bytes)),
      "holder": holder(information),
      "tail": information.tail ?? "",
    ]
  }

  private static func holder(_ information: JournalInformation) -> String {
    guard let holder = information.holder else { return "" }
    return "pid \(holder.process.number)" + (holder.isHeld ? ", holds the append lock now" : ", appended last")
  }

  private static func table(_ snapshots: [JournalInformation.SnapshotInformation]) -> Table {
    var table = Table([
      .init("SNAPSHOT", isNumber: true), .init("RECORDS"), .init("PAYLOADS", isNumber: true),
      .init("USED", isNumber: true),
    ])
    for snapshot in snapshots {
      table.add([
        Table.Cell("\(snapshot.number)"), Table.Cell("1–\(snapshot.lastSequence)"), Table.Cell("\(snapshot.payloads)"),
        Table.Cell(SizeText.rounded(bytes: Int64(clamping: snapshot.bytes))),
      ])
    }
    return table
  }

  private static func table(_ segments: [JournalInformation.SegmentInformation]) -> Table {
    var table = Table([
      .init("SEGMENT", isNumber: true), .init("RECORDS"), .init("FRAMES", isNumber: true),
      .init("USED", isNumber: true),
      .init("STATE"),
    ])
    for segment in segments {
      let records =
        segment.lastSequence < segment.firstSequence ? "–" : "\(segment.firstSequence)–\(segment.lastSequence)"
      table.add([
        Table.Cell("\(segment.number)"), Table.Cell(records), Table.Cell("\(segment.frames)"),
        Table.Cell(SizeText.rounded(bytes: Int64(clamping: segment.usedBytes))),
        Table.Cell(segment.isSealed ? "sealed" : "open"),
      ])
    }
    return table
  }

  private static func json(_ information: JournalInformation, _ directory: String) -> JSONText {
    .object([
      "directory": .string(directory),
      "version": .string("\(information.version.major).\(information.version.minor)"),
      "id": .string(identifier(information)),
      "created": .string(RFC3339.string(milliseconds: information.created)),
      "records": .count(information.lastSequence),
      "frames": .count(information.frames),
      "usedBytes": .count(information.usedBytes),
      "bytes": .count(information.bytes),
      "syncedThrough": .count(information.syncedThrough),
      "reservedThrough": .count(information.reservedThrough),
      "tail": .text(information.tail),
      "poisoned": .boolean(information.poison != nil),
      "snapshots": .array(information.snapshots.map(json)),
      "segments": .array(information.segments.map(json)),
    ])
  }

  private static func json(_ snapshot: JournalInformation.SnapshotInformation) -> JSONText {
    .object([
      "number": .count(snapshot.number), "path": .string(snapshot.path), "lastSequence": .count(snapshot.lastSequence),
      "payloads": .count(snapshot.payloads), "stateBytes": .count(snapshot.stateBytes),
      "bytes": .count(snapshot.bytes),
    ])
  }

  private static func json(_ segment: JournalInformation.SegmentInformation) -> JSONText {
    .object([
      "number": .count(segment.number), "path": .string(segment.path), "firstSequence": .count(segment.firstSequence),
      "lastSequence": .count(segment.lastSequence), "frames": .count(segment.frames),
      "usedBytes": .count(segment.usedBytes), "bytes": .count(segment.bytes), "sealed": .boolean(segment.isSealed),
    ])
  }

  private static func identifier(_ information: JournalInformation) -> String {
    information.journalIdentifier.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
