import Daybook
import Glibc

/// Durable enqueues a second, beside a plain loop of write and fdatasync on the same disk.
struct EnqueueBenchmark: Benchmark {
  private static let recordBytes = 256

  let producers: Int
  let count: Int

  var name: String { "durable enqueue, \(producers) producer\(producers == 1 ? "" : "s")" }
  let unit = "jobs/s"
  let limitName = "append 256 B + fdatasync, one writer"

  func measure(in directory: String) async throws -> Double {
    let path = "\(directory)/journal-\(producers)-\(SystemRandom().next(below: .max))"
    let engine = try Engine.open(directory: path, actor: .current(program: "bench"))
    defer { engine.close() }
    let payload = Array("{\"to\":\"\(String(repeating: "a", count: 90))\"}".utf8)
    let each = count / producers
    return try await rate(of: each * producers) {
      try await withThrowingTaskGroup { group in
        for _ in 0..<producers {
          group.addTask {
            for _ in 0..<each { try await engine.perform(Enqueue([JobRequest(type: "bench", payload: payload)])) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  func measureLimit(in directory: String) async throws -> Double {
    let path = "\(directory)/raw"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600)
    guard descriptor >= 0 else { throw DaybookError(.storage, "cannot write in \(directory)") }
    defer {
      close(descriptor)
      unlink(path)
    }
    let record = [UInt8](repeating: 65, count: Self.recordBytes)
    let appends = min(count, 2000)
    return try await rate(of: appends) {
      for _ in 0..<appends where write(descriptor, record, record.count) != record.count || fdatasync(descriptor) != 0 {
        throw DaybookError(.storage, "the disk refused an append: \(String(cString: strerror(errno)))")
      }
    }
  }
}
