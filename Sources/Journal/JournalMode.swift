/// What an opener may do to a journal.
package enum JournalMode: Sendable {
  /// Append to it; creates the journal where there is none.
  case readWrite
  /// Read and follow it; never writes a byte and needs no permission to.
  case readOnly
}
