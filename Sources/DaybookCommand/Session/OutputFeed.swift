import CommandJobs
import Console
import Synchronization

/// Streams the output of the attempt in the log pane, as it grows.
final class OutputFeed: Sendable {
  /// How long to wait before looking whether the file has grown.
  private static let pause = Duration.milliseconds(40)

  private let directory: String
  private let mailbox: Mailbox
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(directory: String, mailbox: Mailbox) {
    self.directory = directory
    self.mailbox = mailbox
  }

  /// Streams one attempt from its beginning, and nothing else any more; nil only stops.
  func follow(_ target: LogTarget?) {
    let new = target.map { target in
      Task { [directory, mailbox] in
        await Self.stream(CommandHandler.outputPath(directory: directory, token: target.token), target, mailbox)
      }
    }
    task.withLock { task in
      task?.cancel()
      task = new
    }
  }

  /// Ends whatever is streamed.
  func stop() { follow(nil) }

  @concurrent
  private static func stream(_ path: String, _ target: LogTarget, _ mailbox: Mailbox) async {
    do {
      while !FileText.exists(path) { try await Task.sleep(for: pause) }
      var reader = try OutputReader(path: path)
      while true {
        while let piece = try reader.next() {
          try Task.checkCancellation()
          mailbox.post(.output(token: target.token, bytes: bytes(of: piece)))
        }
        try await Task.sleep(for: pause)
      }
    } catch is CancellationError {
      // Another attempt is followed now.
    } catch {
      mailbox.post(.outputUnavailable(token: target.token, reason: "\(error)"))
    }
  }

  private static func bytes(of piece: OutputReader.Piece) -> [UInt8] {
    switch piece {
    case .bytes(let bytes): bytes
    case .gap(let count): Array("\n… \(count) bytes are not kept …\n".utf8)
    }
  }
}
