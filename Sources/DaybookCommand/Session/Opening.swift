import Daybook
import Glibc
import Synchronization

/// Opens a directory's journal on a thread of its own, so that the screen can say how far that has come.
final class Opening: Sendable {
  private struct Contents {
    var progress: OpeningProgress?
    var result: Result<Engine, any Error>?
  }

  /// What opens within this time needs no screen in between; milliseconds.
  private static let patience = 40

  private let contents = Mutex(Contents())

  /// Begins at once; `wake` is called, on another thread, when there is something new.
  init(_ workplace: Workplace, wake: @escaping @Sendable () -> Void) {
    BlockingThread.start { [self] in
      let receive: OpeningProgress.Receiver = { progress in
        self.contents.withLock { $0.progress = progress }
        wake()
      }
      let result = Result {
        workplace.isReadOnly
          ? try workplace.openForReading(receive) : try workplace.openForChanging(receive)
      }
      contents.withLock { $0.result = result }
      wake()
    }
  }

  /// How far it has come; nil before anything is known.
  var progress: OpeningProgress? { contents.withLock { $0.progress } }

  /// Nil while it goes on.
  ///
  /// - Throws: what keeps the journal from opening.
  func engine() throws -> Engine? { try contents.withLock { $0.result }?.get() }

  /// Waits as long as nobody would notice.
  ///
  /// - Throws: as `engine`.
  func waitBriefly() throws {
    for _ in 0..<Self.patience where try engine() == nil { usleep(1000) }
  }
}
