import Daybook
import Glibc
import Journal

/// How long opening a journal with a million queued jobs takes, beside reading and checksumming its bytes.
struct OpenBenchmark: Benchmark {
  let withSnapshot: Bool

  var name: String { "open 1,000,000 queued jobs, \(withSnapshot ? "with a snapshot" : "full replay")" }
  let unit = "ms"
  let limitName = "read and checksum the same bytes"

  func measure(in directory: String) async throws -> Double {
    let jobs = try await prepare(in: directory)
    var engine: Engine?
    let seconds = try await 1 / rate(of: 1) { engine = try jobs.open() }
    guard engine?.read({ $0.stats.total }) == MillionJobs.count else {
      throw DaybookError(.corrupt, "the journal that was measured lacks jobs")
    }
    engine?.close()
    return seconds * 1000
  }

  func measureLimit(in directory: String) async throws -> Double {
    let files = try await prepare(in: directory).files(withSnapshot: withSnapshot)
    return try await 1000 / rate(of: 1) { for file in files { try Self.checksum(file) } }
  }

  private func prepare(in directory: String) async throws -> MillionJobs {
    let jobs = try await MillionJobs.prepare(in: directory)
    let hasSnapshot = try !JournalInspection(jobs.path).information().snapshots.isEmpty
    if withSnapshot, !hasSnapshot { try jobs.compact() }
    if !withSnapshot, hasSnapshot { try jobs.forgetSnapshots() }
    return jobs
  }

  private static func checksum(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDONLY)
    guard descriptor >= 0 else { throw DaybookError(.storage, "cannot read \(path)") }
    defer { close(descriptor) }
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var checksum: UInt32 = 0
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count <= 0 { break }
      checksum = piece.withUnsafeBytes { Checksum.of(UnsafeRawBufferPointer(rebasing: $0[..<count]), after: checksum) }
    }
    // What is computed and never looked at may not be computed at all.
    guard checksum != 0 else { throw DaybookError(.storage, "\(path) is empty") }
  }
}
