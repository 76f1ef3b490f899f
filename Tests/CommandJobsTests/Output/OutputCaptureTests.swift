import CommandJobs
import Foundation
import Synchronization
import Testing

/// Standard input and output of real programs.
struct OutputCaptureTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  @Test func `both outputs arrive in one file in their order`() async throws {
    let (result, output) = try await bench.run(shell: "echo one; echo two >&2; echo three; echo 'no space' >&2; exit 1")
    #expect(output == "one\ntwo\nthree\nno space\n")
    #expect(result.outputBytes == Int64(output.utf8.count))
    #expect(result.failureReason == "exit 1: no space")
  }

  @Test func `binary output is kept byte for byte`() async throws {
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var specification = bench.specification(["cat"])
    specification.input = .bytes(bytes)
    let result = try await bench.run(specification)
    #expect(bench.bytes("output-1") == bytes)
    #expect(!result.isOutputTruncated && result.outputProblem == nil)
  }

  @Test func `output beyond the limit keeps head and tail`() async throws {
    var specification = bench.specification(["seq", "1000000"])
    specification.outputLimit = 32 << 10
    let result = try await bench.run(specification)
    let output = bench.output(of: specification)
    #expect(output.hasPrefix("1\n2\n3\n") && output.hasSuffix("\n999999\n1000000\n"))
    #expect(output.utf8.count < 33 << 10)
    #expect(output.contains("\n… 6,856,128 bytes left out …\n"))
    #expect(result.isOutputTruncated && result.outputBytes == 6_888_896)
    #expect(result.lastErrorLine == "1000000")
  }

  @Test func `output can be followed while the program runs`() async throws {
    var specification = bench.specification(shell: "printf 'no line end'; read answer < answer; echo; echo $answer")
    #expect(mkfifo(bench.path("answer"), 0o600) == 0)
    specification.input = .none
    let process = try await bench.start(specification)
    _ = try await eventually("the first words are in the file") {
      bench.output(of: specification) == "no line end" ? () : nil
    }
    let answer = try #require(FileHandle(forWritingAtPath: bench.path("answer")))
    answer.write(Data("yes\n".utf8))
    try answer.close()
    _ = await process.result()
    #expect(bench.output(of: specification) == "no line end\nyes\n")
  }

  @Test func `directives are reported while the program runs, in whatever pieces they come`() async throws {
    let bench = bench
    let found = Mutex<[Directive]>([])
    let script = """
      printf '::prog'; sleep 0.02; printf 'ress 40\\nplain\\n::log warn no'; sleep 0.02; echo ' paper'
      echo '::result {"pages": 3}' >&2; until [ -e seen ]; do sleep 0.01; done; printf '::progress 100'
      """
    var specification = bench.specification(shell: script)
    specification.onDirective = { directive in
      found.withLock { $0.append(directive) }
      if case .result = directive { _ = FileManager.default.createFile(atPath: bench.path("seen"), contents: nil) }
    }
    let result = try await bench.run(specification)
    let expected: [Directive] = [
      .progress(0.4), .log(.warn, "no paper"), .result(Array(#"{"pages": 3}"#.utf8)), .progress(1),
    ]
    #expect(found.withLock { $0 } == expected)
    #expect(result.lastErrorLine == "plain")
    #expect(bench.output(of: specification).hasPrefix("::progress 40\nplain\n"))
  }

  @Test func `standard input can be nothing, bytes or a file`() async throws {
    var specification = bench.specification(["cat"])
    #expect(try await bench.run(specification).outputBytes == 0)
    specification = bench.specification(["cat"])
    specification.input = .bytes(Array("payload".utf8))
    _ = try await bench.run(specification)
    #expect(bench.output(of: specification) == "payload")
    specification = bench.specification(["cat"])
    specification.input = .file(path: bench.path("output-2"))
    _ = try await bench.run(specification)
    #expect(bench.output(of: specification) == "payload")
  }

  @Test func `a missing input file is named`() async throws {
    var specification = bench.specification(["cat"])
    specification.input = .file(path: bench.path("nothing"))
    let error = await commandError { _ = try await bench.start(specification) }
    #expect(error?.code == .input)
    #expect(error?.message == "cannot read standard input from \(bench.path("nothing")): no such file or directory")
  }

  @Test func `a program that does not read a large input holds nobody up`() async throws {
    var specification = bench.specification(["true"])
    specification.input = .bytes([UInt8](repeating: 65, count: 1 << 20))
    #expect(try await bench.run(specification).isSuccess)
  }

  @Test func `a program cannot change its input`() async throws {
    var specification = bench.specification(shell: "echo x > /proc/self/fd/0 && echo changed; cat")
    specification.input = .bytes(Array("abc".utf8))
    _ = try await bench.run(specification)
    #expect(bench.output(of: specification).hasSuffix("abc"))
    #expect(!bench.output(of: specification).contains("changed"))
  }

  @Test func `many attempts at once keep their output apart`() async throws {
    let bench = bench
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          let specification = bench.specification(shell: "for i in $(seq 500); do echo line-\(number); done")
          _ = try await bench.run(specification)
          #expect(bench.output(of: specification) == String(repeating: "line-\(number)\n", count: 500))
        }
      }
      try await group.waitForAll()
    }
  }
}
