import CSystem
import Glibc

/// A thread that starts children, one after the other.
///
/// It lives as long as any child, because a child's parent-death signal follows the thread that started it: the kernel
/// kills the child when that thread ends, not only when the process does.
struct Spawner: Sendable {
  struct Request: Sendable {
    let specification: ProcessSpecification
    let recordChild: @Sendable (ChildIdentity) throws -> Void
    let answer: @Sendable (Result<Launch, CommandError>) -> Void
  }

  enum Message: Sendable {
    case start(Request)
    case stop
  }

  /// A started child with what the caller now owns.
  struct Launch: Sendable {
    let identity: ChildIdentity
    let processDescriptor: Int32
    /// The reading end of the output pipe.
    let outputPipe: Int32
    /// The worker's own peak memory, below which the child's cannot be told.
    let peakFloorKibibytes: Int64
  }

  let inbox: Inbox<Message>

  init() throws(CommandError) {
    let inbox = try Inbox<Message>()
    self.inbox = inbox
    try DedicatedThread.start("daybook-spawn") { Self.run(inbox) }
  }

  /// Enough for the child's few frames; it calls nothing but the kernel.
  private static let stackSize = 64 << 10

  private static func run(_ inbox: Inbox<Message>) {
    let stack = UnsafeMutableRawBufferPointer.allocate(byteCount: stackSize, alignment: 16)
    defer { stack.deallocate() }
    while true {
      var wait = pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, -1) > 0 else { continue }
      for message in inbox.take() {
        guard case .start(let request) = message else { return }
        request.answer(Result { () throws(CommandError) in try launch(request, stack: stack) })
      }
    }
  }

  private static func launch(
    _ request: Request,
    stack: UnsafeMutableRawBufferPointer
  ) throws(CommandError) -> Launch {
    let specification = request.specification
    let start = try ChildStart(specification, recordChild: request.recordChild)
    var numbers: (reading: Int32, writing: Int32) = (-1, -1)
    guard daybook_pipe(&numbers.reading, &numbers.writing) == 0 else {
      throw CommandError(.system, "cannot make a pipe for the output: \(ErrorNumber.last.text)")
    }
    let reading = try OwnedDescriptor(numbers.reading)
    let writing = try OwnedDescriptor(numbers.writing)
    let started = try start.run(output: writing, stack: stack)
    return Launch(
      identity: started.identity,
      processDescriptor: started.processDescriptor,
      outputPipe: reading.release(),
      peakFloorKibibytes: daybook_peak_kibibytes()
    )
  }
}
