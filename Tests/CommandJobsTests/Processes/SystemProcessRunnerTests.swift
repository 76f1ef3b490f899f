import CSystem
import CommandJobs
import Foundation
import Synchronization
import Testing

struct SystemProcessRunnerTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  @Test(arguments: [0, 1, 42, 255]) func `the exit code arrives`(code: Int32) async throws {
    let (result, _) = try await bench.run(shell: "exit \(code)")
    #expect(result.exitCode == code && result.signal == nil)
    #expect(result.isSuccess == (code == 0))
  }

  @Test(arguments: [SIGKILL, SIGSEGV, SIGTERM]) func `the signal arrives`(signal: Int32) async throws {
    let (result, _) = try await bench.run(shell: "kill -\(signal) $$")
    #expect(result.exitCode == nil && result.signal == signal)
  }

  @Test func `processor time and memory are measured`() async throws {
    // More than this process uses, or the child's own could not be told.
    let kibibytes = daybook_peak_kibibytes() + (64 << 10)
    let script =
      "dd if=/dev/zero of=/dev/null bs=\(kibibytes)K count=1; i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"
    let (result, _) = try await bench.run(shell: script)
    #expect(result.userMilliseconds > 0)
    #expect(try #require(result.peakMemoryBytes) >= kibibytes * 1024)
  }

  @Test func `words arrive as they are, without a shell`() async throws {
    let words = ["a b", "$HOME", "*", "", "'\"", "ü", "-n"]
    let specification = bench.specification(["/usr/bin/printf", "[%s]"] + words)
    #expect(try await bench.run(specification).isSuccess)
    #expect(bench.output(of: specification) == words.map { "[\($0)]" }.joined())
  }

  @Test func `the environment is exactly what was given`() async throws {
    var specification = bench.specification(["env"])
    specification.environment = ["PATH": "/usr/bin:/bin", "GREETING": "hello = world\nsecond line"]
    _ = try await bench.run(specification)
    #expect(
      Set(bench.output(of: specification).split(separator: "\n")) == [
        "PATH=/usr/bin:/bin", "GREETING=hello = world", "second line",
      ])
  }

  @Test func `the program runs in its directory with its own mask and niceness`() async throws {
    var specification = bench.specification(shell: "pwd -P; umask; nice")
    specification.fileMask = 0o27
    specification.nice = 5
    _ = try await bench.run(specification)
    let directory = URL(filePath: bench.directory).resolvingSymlinksInPath().path
    #expect(bench.output(of: specification) == "\(directory)\n0027\n5\n")
  }

  @Test func `resource limits are set`() async throws {
    var specification = bench.specification(shell: "ulimit -t; ulimit -n; ulimit -c")
    specification.limits = [
      ResourceLimit(.processorSeconds, soft: 7, hard: 8), ResourceLimit(.descriptors, soft: 50, hard: 60),
      ResourceLimit(.coreBytes, soft: 0, hard: 0),
    ]
    _ = try await bench.run(specification)
    #expect(bench.output(of: specification) == "7\n50\n0\n")
  }

  @Test(.enabled(if: getuid() == 0, "only the superuser can run programs as others"))
  func `a program can run as another user`() async throws {
    var specification = bench.specification(shell: "id -u; id -g; echo $(id -G)")
    specification.user = UserIdentity(user: 65534, group: 65533, supplementaryGroups: [65532])
    specification.workingDirectory = "/"
    #expect(try await bench.run(specification).isSuccess)
    #expect(bench.output(of: specification) == "65534\n65533\n65533 65532\n")
    let user = try UserIdentity(named: "root")
    #expect(user.user == 0 && user.group == 0)
    #expect(throws: CommandError.self) { try UserIdentity(named: "no-such-user") }
  }

  @Test func `the child leads a session and a group of its own`() async throws {
    let process = try await bench.start(bench.specification(shell: "cut -d' ' -f1,5,6 /proc/$$/stat; echo $$"))
    let pid = process.identity.processID
    _ = await process.result()
    #expect(bench.text("output-1") == "\(pid) \(pid) \(pid)\n\(pid)\n")
  }

  @Test func `no signal is blocked or ignored`() async throws {
    signal(SIGUSR1, SIG_IGN)
    defer { signal(SIGUSR1, SIG_DFL) }
    let (_, output) = try await bench.run(shell: "grep -E '^Sig(Blk|Ign)' /proc/self/status | cut -f2 | sort -u")
    #expect(output == "0000000000000000\n")
  }

  @Test func `the child has three descriptors and no more`() async throws {
    let extra = open("/dev/null", O_RDONLY)
    defer { close(extra) }
    let specification = bench.specification(["ls", "/proc/self/fd"])
    _ = try await bench.run(specification)
    // The fourth is the directory that ls itself has open.
    #expect(bench.output(of: specification) == "0\n1\n2\n3\n")
  }

  @Test func `hundreds of jobs leave no descriptor and no child behind`() async throws {
    // In a process of its own, where nobody else opens and closes descriptors.
    await #expect(processExitsWith: .success) {
      let bench = try Workbench()
      let descriptors = { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
      _ = try await bench.run(shell: "true")
      let before = try descriptors()
      for _ in 0..<50 {
        await withTaskGroup(of: Void.self) { group in
          var specification = bench.specification(["cat"])
          specification.input = .bytes([1, 2, 3])
          let (good, bad, other) = (
            specification, bench.specification(["no-such-program"]), bench.specification(["true"])
          )
          group.addTask { _ = try? await bench.run(good) }
          group.addTask { _ = try? await bench.run(bad) }
          group.addTask { _ = try? await bench.runner.spawn(other) { _ in throw CancellationError() } }
          group.addTask { _ = try? await bench.run(bench.specification(["true"])) }
        }
      }
      let after = try descriptors()
      precondition(before == after, "\(before) descriptors before, \(after) after")
      precondition(waitpid(-1, nil, WNOHANG) == -1 && errno == ECHILD, "a child was not collected")
    }
  }

  @Test func `a dropped runner ends its threads after its last child`() async throws {
    await #expect(processExitsWith: .success) {
      // Names, because the cooperative pool has threads that come and go.
      let threads = {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
          .compactMap { try? String(contentsOfFile: "/proc/self/task/\($0)/comm", encoding: .utf8) }
          .filter { $0.hasPrefix("daybook-") }
      }
      try await {
        var bench: Workbench? = try Workbench()
        let process = try await bench?.start(try #require(bench?.specification(shell: "exit 3")))
        bench = nil
        let result = await process?.result()
        precondition(result?.exitCode == 3, "the child of a dropped runner did not end by itself")
        let count = try threads().count
        precondition(count == 6, "\(count) threads")
      }()
      try await eventually("the threads have ended") { try threads().isEmpty ? () : nil }
    }
  }

  // MARK: What cannot be started

  @Test func `a missing program is named`() async throws {
    let specification = bench.specification(["no-such-program", "x"])
    let error = await commandError { _ = try await bench.start(specification) }
    #expect(error?.code == .programNotFound)
    #expect(error?.message.contains("no-such-program") == true)
    #expect(!FileManager.default.fileExists(atPath: specification.outputPath))
  }

  @Test func `a missing directory is named`() async throws {
    var specification = bench.specification(["true"])
    specification.workingDirectory = "/no/such/place"
    let error = await commandError { _ = try await bench.start(specification) }
    #expect(error?.code == .workingDirectory)
    #expect(error?.message == "cannot work in directory /no/such/place: no such file or directory")
    #expect(!FileManager.default.fileExists(atPath: specification.outputPath))
  }

  @Test func `a script whose interpreter is missing is told from a missing program`() async throws {
    for (content, code, text) in [
      ("#!/no/such/interpreter\\n", CommandError.Code.programNotFound, "the interpreter in its #! line does not exist"),
      ("just text\\n", .notExecutable, "a script needs a #! line, or use --shell"),
    ] {
      // Written by another process: a child of a test beside this one could hold the file open for writing.
      _ = try await bench.run(shell: "printf '\(content)' > script; chmod +x script")
      let error = await commandError { _ = try await bench.start(bench.specification(["./script"])) }
      #expect(error?.code == code)
      #expect(error?.message.hasSuffix(text) == true)
    }
  }

  @Test func `an environment that is too large is refused in plain words`() async throws {
    var specification = bench.specification(["true"])
    specification.environment["BIG"] = String(repeating: "x", count: 200_000)
    let error = await commandError { _ = try await bench.start(specification) }
    #expect(error?.code == .tooLong)
    #expect(error?.message.hasSuffix("pass large data on standard input") == true)
    #expect(!FileManager.default.fileExists(atPath: specification.outputPath))
  }

  @Test(arguments: [[], [""], ["true", "a\0b"]] as [[String]])
  func `a command that cannot be passed on is refused`(arguments: [String]) async throws {
    let error = await commandError { _ = try await bench.start(bench.specification(arguments)) }
    #expect(error?.code == .invalidCommand)
  }

  @Test func `an output file that exists is left alone and the program runs on`() async throws {
    let specification = bench.specification(shell: "echo one; touch ran; echo two; exit 3")
    _ = FileManager.default.createFile(atPath: specification.outputPath, contents: Data("old".utf8))
    let result = try await bench.run(specification)
    #expect(bench.exists("ran") && bench.output(of: specification) == "old")
    let problem = "output was lost: cannot create \(specification.outputPath): file exists"
    #expect(result.outputProblem == problem && result.isOutputTruncated && result.outputBytes == 8)
    #expect(result.failureReason == "exit 3: two (\(problem))")
  }

  @Test func `a program without output leaves no file`() async throws {
    let specification = bench.specification(["true"])
    let result = try await bench.run(specification)
    #expect(result.isSuccess && result.outputProblem == nil && result.outputBytes == 0)
    #expect(!FileManager.default.fileExists(atPath: specification.outputPath))
  }

  @Test func `impossible limits are refused`() async throws {
    var specification = bench.specification(["true"])
    specification.limits = [ResourceLimit(.descriptors, soft: 100, hard: 50)]
    let error = await commandError { _ = try await bench.start(specification) }
    #expect(error?.code == .limits)
    #expect(error?.message == "cannot set the resource limits: invalid argument")
  }

  // MARK: The gate

  @Test func `the child is recorded before the program runs`() async throws {
    let bench = bench
    let seen = Mutex<(ChildIdentity, Bool, Bool)?>(nil)
    let process = try await bench.runner.spawn(bench.specification(shell: "touch ran")) { child in
      // The child waits: give it every chance to run ahead.
      usleep(20_000)
      seen.withLock { $0 = (child, isAlive(child.processID), bench.exists("ran")) }
    }
    _ = await process.result()
    let (child, wasAlive, hadRun) = try #require(seen.withLock { $0 })
    #expect(child == process.identity && child.startTime > 0)
    #expect(wasAlive && !hadRun)
    #expect(bench.exists("ran"))
  }

  @Test func `a child that cannot be recorded never runs`() async throws {
    let recorded = Mutex<Int32>(0)
    let error = await commandError {
      _ = try await bench.runner.spawn(bench.specification(shell: "touch ran")) { child in
        recorded.withLock { $0 = child.processID }
        throw CancellationError()
      }
    }
    #expect(error?.code == .notRecorded)
    #expect(error?.cause is CancellationError)
    #expect(!isAlive(recorded.withLock { $0 }))
    #expect(!bench.exists("ran"))
  }

  @Test func `a child killed at its gate is reported as killed`() async throws {
    let process = try await bench.runner.spawn(bench.specification(shell: "touch ran")) { child in
      kill(child.processID, SIGKILL)
    }
    let result = await process.result()
    #expect(result.signal == SIGKILL)
    #expect(!bench.exists("ran"))
  }
}
