import CommandJobs
import Daybook

/// Prints a job's output: as it is for programs, made safe for terminals, line by line as JSON.
struct OutputLines {
  /// A line without an end is printed in pieces of this size.
  private static let longestLine = 64 << 10

  private let job: JobID
  private let attempt: Int
  private let printer: Printer
  /// The start of a line whose end has not come.
  private var partial: [UInt8] = []

  init(job: JobID, attempt: Int, printer: Printer) {
    self.job = job
    self.attempt = attempt
    self.printer = printer
  }

  private var isRaw: Bool { !printer.isJSON && !printer.context.output.isTerminal }

  /// Prints the next piece.
  mutating func print(_ piece: OutputReader.Piece) throws {
    switch piece {
    case .bytes(let bytes): try print(bytes)
    case .gap(let count):
      try finish()
      printer.talk("… \(count) bytes left out …")
    }
  }

  /// Prints what is left of a last line without an end.
  mutating func finish() throws {
    guard !partial.isEmpty else { return }
    try printLine(partial[...])
    partial = []
  }

  private mutating func print(_ bytes: [UInt8]) throws {
    if isRaw { return try printer.context.output.write(bytes) }
    partial += bytes
    var start = partial.startIndex
    while let end = partial[start...].firstIndex(of: UInt8(ascii: "\n")) {
      try printLine(partial[start..<end])
      start = end + 1
    }
    partial.removeSubrange(..<start)
    if partial.count > Self.longestLine { try finish() }
  }

  private func printLine(_ bytes: ArraySlice<UInt8>) throws {
    let line = OutputLine(bytes)
    guard printer.isJSON else { return try printer.line(line.shown) }
    try printer.json(
      .object(["job": .count(job.rawValue), "attempt": .count(attempt), "line": .string(line.text)]))
  }
}
