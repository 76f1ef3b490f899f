/// Waits for changes of the files in one directory.
///
/// `wait` is called from one thread at a time, `wake` from any.
package protocol ChangeWatch: AnyObject, Sendable {
  /// Blocks until a file changed, `wake` was called or the time is up, whichever comes first.
  /// - Parameter milliseconds: negative waits without end.
  func wait(milliseconds: Int32) -> ChangeWatchOutcome

  /// Ends the wait under way, or else the next one.
  func wake()
}

/// Why a wait ended.
package enum ChangeWatchOutcome: Sendable, Equatable {
  case changed
  case woken
  case timedOut
}
