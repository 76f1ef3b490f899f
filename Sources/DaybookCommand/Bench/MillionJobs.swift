import Daybook
import Glibc
import Journal

/// A journal with a million queued jobs of 100 bytes of payload, made once for all benchmarks that need one.
struct MillionJobs: Sendable {
  static let count = 1_000_000
  private static let batch = 1000

  /// The journal's directory.
  let path: String

  /// The journal below a directory, made unless it is there already.
  static func prepare(in directory: String) async throws -> MillionJobs {
    let path = "\(directory)/million"
    if access(path, F_OK) == 0 { return MillionJobs(path: path) }
    let engine = try Engine.open(directory: path, actor: .current(program: "bench"))
    let payload = Array("{\"to\":\"\(String(repeating: "a", count: 91))\"}".utf8)
    let requests = Array(repeating: JobRequest(type: "bench", payload: payload), count: batch)
    for _ in 0..<(count / batch) { try await engine.perform(Enqueue(requests)) }
    engine.close()
    return MillionJobs(path: path)
  }

  /// Opens the journal as every command does.
  func open() throws -> Engine { try Engine.open(directory: path, actor: .current(program: "bench"), isReadOnly: true) }

  /// Compacts the journal; all its segments stay, so that it can be opened in both ways.
  func compact() throws {
    _ = try Engine.compact(directory: path, keep: JournalKeep(bytes: .max)) { _ in }
  }

  /// Takes the snapshots away.
  func forgetSnapshots() throws {
    for snapshot in try JournalInspection(path).information().snapshots { unlink(snapshot.path) }
  }

  /// The files that an opener depends on: with a snapshot, that and the segments behind it.
  func files(withSnapshot: Bool) throws -> [String] {
    let information = try JournalInspection(path).information()
    guard withSnapshot, let snapshot = information.snapshots.last else { return information.segments.map(\.path) }
    return [snapshot.path] + information.segments.filter { $0.number > snapshot.number }.map(\.path)
  }

  /// Bytes of these files that are in use.
  func bytes(withSnapshot: Bool) throws -> UInt64 {
    let information = try JournalInspection(path).information()
    let snapshot = withSnapshot ? information.snapshots.last : nil
    let segments = information.segments.filter { $0.number > snapshot?.number ?? 0 }
    return segments.reduce(snapshot?.bytes ?? 0) { $0 + $1.usedBytes }
  }
}
