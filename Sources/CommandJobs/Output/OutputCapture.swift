import Glibc

/// The thread that reads the output of all running attempts.
///
/// It has a thread of its own beside the reaper, because writing files can take long: a slow disk must not delay the
/// end of a job that ran out of time.
struct OutputCapture: Sendable {
  enum Message: Sendable {
    /// Read `pipe`, which now belongs to the thread, into a file at `path` from now on.
    case follow(attempt: UInt64, pipe: Int32, path: String, limit: Int, @Sendable (Directive) -> Void)
    /// Nothing more will come: take what is there and tell.
    case finish(attempt: UInt64, @Sendable (OutputSummary) -> Void)
    case stop
  }

  let inbox: Inbox<Message>

  init() throws(CommandError) {
    let inbox = try Inbox<Message>()
    self.inbox = inbox
    try DedicatedThread.start("daybook-output") {
      var loop = OutputLoop(inbox: inbox)
      loop.run()
    }
  }
}

/// What the thread does. It polls the pipes and its inbox, and ends when it was stopped and has no stream left.
private struct OutputLoop {
  /// As much as a pipe holds.
  private static let bufferSize = 64 << 10

  let inbox: Inbox<OutputCapture.Message>
  private var streams: [UInt64: OutputStream] = [:]
  private var isStopped = false

  init(inbox: Inbox<OutputCapture.Message>) {
    self.inbox = inbox
  }

  mutating func run() {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 16)
    defer { buffer.deallocate() }
    while !isStopped || !streams.isEmpty {
      // A stream at its end would be readable for ever.
      let open = streams.values.filter { !$0.isAtEnd }
      var waits = [pollfd(fd: inbox.descriptor, events: Int16(POLLIN), revents: 0)]
      waits += open.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      guard poll(&waits, nfds_t(waits.count), -1) > 0 else { continue }
      for (stream, wait) in zip(open, waits.dropFirst()) where wait.revents != 0 {
        stream.receive(buffer: buffer)
      }
      if waits[0].revents != 0 {
        for message in inbox.take() { handle(message, buffer: buffer) }
      }
    }
  }

  private mutating func handle(_ message: OutputCapture.Message, buffer: UnsafeMutableRawBufferPointer) {
    switch message {
    case .follow(let attempt, let pipe, let path, let limit, let onDirective):
      streams[attempt] = OutputStream(
        pipe: OwnedDescriptor(adopting: pipe),
        file: OutputFile(path: path, limit: limit),
        onDirective: onDirective
      )
    case .finish(let attempt, let tell):
      tell(finish(attempt, buffer: buffer))
    case .stop:
      isStopped = true
    }
  }

  /// Both descriptors are closed when this returns.
  private mutating func finish(_ attempt: UInt64, buffer: UnsafeMutableRawBufferPointer) -> OutputSummary {
    guard let stream = streams.removeValue(forKey: attempt) else {
      preconditionFailure("the output of attempt \(attempt) was finished and never followed")
    }
    return stream.finish(buffer: buffer)
  }
}
