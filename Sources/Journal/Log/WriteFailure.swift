/// Why nothing, or nobody knows what, was appended.
enum WriteFailure: Error {
  /// There is no space; what was written of the append was removed.
  case full(path: String, SystemCallError)
  /// The system refused before a byte of the log was touched.
  case refused(path: String, SystemCallError)
  /// What is on disk is not known.
  case unknown(PoisonMark.Failure, segment: UInt64, path: String, SystemCallError)
}
