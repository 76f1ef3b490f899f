import CSystem
import Foundation
import Glibc
import Journal
import Testing

/// Processes that have the append lock and do not give it up.
@Suite struct StuckHolderTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private static func open(_ path: String, timeout: Int) throws -> DirectoryJournal {
    var options = JournalOptions.small
    options.lockTimeout = timeout
    return try DirectoryJournal.open(path, mode: .readWrite, options: options)
  }

  /// Polls: there is no signal for another process's lock.
  private static func waitUntil(_ condition: () -> Bool) async throws {
    for _ in 0..<1000 {
      if condition() { return }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The process number and state of whoever has the lock, as the journal sees it.
  private static func holder(of lockFile: String) -> LockingProcess? {
    guard let file = try? SystemFileSystem().open(lockFile, in: nil, .readWrite) else { return nil }
    defer { SystemFileSystem().close(file) }
    return SystemFileSystem().lockHolder(file, byte: 0, likely: nil)
  }

  @Test func `a stopped process of the same program is killed, which frees the lock and is reported`() async throws {
    let journal = try Self.open(scratch.journal, timeout: 100)
    try journal.append("before")
    let (path, lockFile) = (scratch.journal, scratch.lockFile)
    async let ended: Void = Self.stopWhileHolding(path)
    let waiter = Task.detached {
      try await Self.waitUntil { Self.holder(of: lockFile)?.isStopped == true }
      let sequence = try journal.append("after")
      return (sequence, journal.notices)
    }
    let (sequence, notices) = try await waiter.value
    await ended
    #expect(sequence == 2)
    #expect(notices.count == 1)
    #expect(notices.first?.hasPrefix("killed process ") == true, "\(notices)")
    #expect(notices.first?.contains("had held the append lock of \(path) for 0.1 s or more") == true, "\(notices)")
    #expect(try JournalInspection(path).verify().isIntact)
  }

  private static func stopWhileHolding(_ path: String) async {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path] in
      let journal = try DirectoryJournal.open(path, mode: .readWrite, options: .small)
      _ = try journal.transact({ _, _ in }) { _ in
        raise(SIGSTOP)
        return [NewRecord("of the stopped one")]
      }
    }
  }

  /// The lock goes with the open file to whoever inherits it.
  @Test func `a stopped process of another program is named, and left alone`() async throws {
    let journal = try Self.open(scratch.journal, timeout: 50)
    try journal.append("before")
    let descriptor = Glibc.open(scratch.lockFile, O_RDWR)
    try #require(daybook_lock(descriptor, 0) == 1)
    let texts = ["sleep", "60"]
    var words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    var process: pid_t = 0
    let failure = posix_spawnp(&process, "sleep", nil, nil, &words, environ)
    close(descriptor)
    for word in words { free(word) }
    try #require(failure == 0)
    defer {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    kill(process, SIGSTOP)
    try await Self.waitUntil { Self.holder(of: scratch.lockFile)?.isStopped == true }
    let error = #expect(throws: JournalError.self) { try journal.append("after") }
    #expect(error?.code == .lockTimeout)
    #expect(error?.message.contains("process \(process) (sleep, started ") == true, "\(String(describing: error))")
    #expect(error?.message.contains("stopped: `kill -CONT \(process)` lets it go on") == true)
    #expect(kill(process, 0) == 0)
    // The mark of who took the lock last names this process, and is not believed.
    #expect(try JournalInspection(scratch.journal).information().holder?.process.number == UInt32(getpid()))
  }

  @Test func `a process that runs is not killed, whatever program it is`() throws {
    _ = try Self.open(scratch.journal, timeout: 0)
    let descriptor = Glibc.open(scratch.lockFile, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try #require(daybook_lock(descriptor, 0) == 1)
    let holder = try #require(Self.holder(of: scratch.lockFile))
    #expect(holder.number == UInt32(getpid()))
    #expect(holder.runsThisProgram)
    #expect(!holder.isStopped)
    #expect(!SystemFileSystem().killIfStopped(holder))
    var other = holder
    other.startTime += 1
    #expect(!SystemFileSystem().killIfStopped(other))
  }
}
