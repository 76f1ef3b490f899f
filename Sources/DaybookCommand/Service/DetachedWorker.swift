import CSystem
import Daybook
import Glibc
import Synchronization

/// Starts a worker as a process of its own: the same binary, in its own session, so that nothing that happens to a
/// terminal reaches it.
final class DetachedWorker: Sendable {
  /// glibc's `POSIX_SPAWN_SETSID`, which its Swift overlay leaves out.
  private static let setSession: Int16 = 0x80

  /// The worker's process number.
  let processID: Int32
  /// The writing end of its standard input; see `Leash`. Nil without one, and once it is closed.
  private let leash: Mutex<Int32?>

  private init(processID: Int32, leash: Int32?) {
    self.processID = processID
    self.leash = Mutex(leash)
  }

  deinit { drop() }

  /// Starts `daybook --no-ui` for the directory; its log goes to `worker.log` there.
  ///
  /// - Parameters:
  ///   - kind: how it was started, for the people who look at it.
  ///   - isLeashed: whether it ends when this process does.
  static func start(_ options: LaunchOptions, kind: String, isLeashed: Bool) throws(DaybookError) -> DetachedWorker {
    var environment = options.context.environment
    environment[WorkerKind.variable] = kind
    environment[Leash.variable] = isLeashed ? "1" : nil
    let log = logPath(in: options.workplace.directory)
    guard isLeashed else {
      return DetachedWorker(processID: try spawn(words(options), environment, input: nil, log: log), leash: nil)
    }
    var input: Int32 = -1
    var leash: Int32 = -1
    // No other child may inherit the leash: it would keep it from ending.
    guard daybook_pipe(&input, &leash) == 0 else { throw failed("a pipe", errno) }
    defer { close(input) }
    // The worker waits for its end.
    _ = fcntl(input, F_SETFL, 0)
    do {
      return DetachedWorker(processID: try spawn(words(options), environment, input: input, log: log), leash: leash)
    } catch {
      close(leash)
      throw error
    }
  }

  /// Where background workers of a directory log.
  static func logPath(in directory: String) -> String { "\(directory)/worker.log" }

  /// The last line that it logged: why it ended.
  func lastWords(in directory: String) -> String {
    let path = Self.logPath(in: directory)
    let bytes = (try? FileText.read(path, shownAs: path, limit: 16 << 20)) ?? []
    let last = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map(String.init)
    return last.map { $0.hasPrefix("daybook: ") ? String($0.dropFirst(9)) : $0 } ?? "it wrote no reason"
  }

  private static func words(_ options: LaunchOptions) -> [String] {
    var words = ["daybook", "--no-ui", "--dir", options.workplace.directory, "--log-format", "human"]
    if options.workplace.allowsNetwork { words.append("--allow-network") }
    // A file that was found and not named is found again.
    if let file = options.configuration, file.origin == .option {
      words += ["--config", options.context.absolutePath(file.path)]
    }
    if let concurrency = options.concurrency { words += ["--concurrency", "\(concurrency)"] }
    if let grace = options.shutdownGraceMilliseconds { words += ["--shutdown-grace", "\(grace)ms"] }
    if let durability = options.durability { words += ["--durability", "\(durability)"] }
    if options.coldStartMilliseconds > 0 { words += ["--cold-start", "\(options.coldStartMilliseconds)ms"] }
    return words
  }

  /// Lets the worker go on after this process has ended.
  func release() {
    leash.withLock { leash in
      guard let descriptor = leash else { return }
      var byte = Leash.released
      _ = write(descriptor, &byte, 1)
      close(descriptor)
      leash = nil
    }
  }

  /// Tells the worker to finish what runs and to end.
  func drop() {
    leash.withLock { leash in
      if let descriptor = leash { close(descriptor) }
      leash = nil
    }
  }

  /// Whether the process has ended; collects it.
  func hasEnded() -> Bool {
    var status: Int32 = 0
    return waitpid(processID, &status, WNOHANG) != 0
  }

  private static func spawn(
    _ words: [String], _ environment: [String: String], input: Int32?, log: String
  ) throws(DaybookError) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, setSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = words.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, executable(), &actions, &attributes, &arguments, &variables)
    guard result == 0 else { throw failed("a worker", result) }
    return process
  }

  /// The binary that runs now, by its own name, so that `ps` shows it; by its descriptor when it was replaced meanwhile.
  private static func executable() -> String {
    let link = "/proc/self/exe"
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(link, &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return link }
    let path = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    return FileText.exists(path) ? path : link
  }

  private static func failed(_ what: String, _ number: Int32) -> DaybookError {
    DaybookError(.storage, "cannot start \(what): \(String(cString: strerror(number)))")
  }
}

/// How a worker learns that the console that started it is gone: its standard input ends.
///
/// A byte before the end says that it was let go on purpose, and it stays.
enum Leash {
  /// Set in the environment of a leashed worker.
  static let variable = "DAYBOOK_LEASHED"
  static let released: UInt8 = 1

  /// Waits for the end of standard input; returns whether the worker was let go on purpose.
  @concurrent
  static func wait() async -> Bool {
    await withCheckedContinuation { continuation in
      BlockingThread.start {
        var byte: UInt8 = 0
        while true {
          let count = read(STDIN_FILENO, &byte, 1)
          if count < 0, errno == EINTR { continue }
          return continuation.resume(returning: count == 1 && byte == released)
        }
      }
    }
  }
}

/// How a worker was started, told from one process to the next.
enum WorkerKind {
  static let variable = "DAYBOOK_WORKER_KIND"
  static let headless = "--no-ui"
  static let background = "daybook up"
  static let console = "console"
}
