import Daybook

/// Prints records in large pieces: a journal has millions.
struct RecordLines {
  private static let pieceBytes = 64 << 10

  private let printer: Printer
  private let kinds: Set<String>
  private var bytes: [UInt8] = []

  /// - Parameter kinds: those printed; empty for all.
  init(_ printer: Printer, kinds: Set<String>) {
    self.printer = printer
    self.kinds = kinds
  }

  /// Adds a record's line, unless it is of another kind.
  mutating func add(_ sequence: UInt64, _ record: UnsafeRawBufferPointer) throws {
    let json = RecordJSON(sequence, record)
    if !kinds.isEmpty, !(json.kind.map(kinds.contains) ?? false) { return }
    bytes += json.value.bytes
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count >= Self.pieceBytes { try flush() }
  }

  /// Writes what was added.
  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try printer.context.output.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
