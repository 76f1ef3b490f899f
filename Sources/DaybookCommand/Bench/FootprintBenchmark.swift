import CSystem
import Daybook
import Glibc

/// What a queued job costs in memory or on disk, beside what it may cost.
struct FootprintBenchmark: Benchmark {
  enum Place {
    case memory
    case disk
    case diskCompacted
  }

  let place: Place

  var name: String {
    switch place {
    case .memory: "resident memory a queued job"
    case .disk: "disk a queued job, payload of 100 B"
    case .diskCompacted: "disk a queued job, compacted"
    }
  }
  let unit = "bytes"
  let limitName = "at most"

  func measure(in directory: String) async throws -> Double {
    let jobs = try await MillionJobs.prepare(in: directory)
    switch place {
    case .memory:
      try jobs.forgetSnapshots()
      return try Self.residentGrowth { try jobs.open() } / Double(MillionJobs.count)
    case .disk:
      return Double(try jobs.bytes(withSnapshot: false)) / Double(MillionJobs.count)
    case .diskCompacted:
      try jobs.compact()
      return Double(try jobs.bytes(withSnapshot: true)) / Double(MillionJobs.count)
    }
  }

  func measureLimit(in directory: String) async throws -> Double { place == .memory ? 120 : 200 }

  /// How much memory an open engine takes: what was freed before goes back to the system first, or it would be used again.
  private static func residentGrowth(_ open: () throws -> Engine) throws -> Double {
    daybook_trim_memory()
    let before = try residentBytes()
    let engine = try open()
    defer { engine.close() }
    let after = try residentBytes()
    guard engine.read({ $0.stats.total }) == MillionJobs.count else {
      throw DaybookError(.corrupt, "the journal that was measured lacks jobs")
    }
    return after - before
  }

  private static func residentBytes() throws -> Double {
    let text = String(
      decoding: try FileText.read("/proc/self/statm", shownAs: "/proc/self/statm", limit: 4096), as: UTF8.self)
    guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) }) else {
      throw DaybookError(.storage, "the system does not say how much memory this process has")
    }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }
}
