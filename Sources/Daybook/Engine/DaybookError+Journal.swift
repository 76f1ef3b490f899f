import Journal

extension DaybookError {
  /// The journal's errors in the scheduler's terms; its own pass through unchanged.
  package init(wrapping error: any Error) {
    if let error = error as? DaybookError {
      self = error
    } else if let error = error as? JournalError {
      self.init(Self.code(for: error.code), error.message, cause: error)
    } else if let error = error as? RecordError {
      self.init(.corrupt, "\(error); see daybook journal verify", cause: error)
    } else {
      self.init(.storage, "\(error)", cause: error)
    }
  }

  /// Whether the same change may go through later: the disk was full or did not answer, and the journal goes on.
  var isPassing: Bool {
    switch code {
    case .outcomeUnknown: true
    // Once nobody appends any more, there is nothing to wait for.
    case .storage: (cause as? JournalError)?.code != .poisoned
    default: false
    }
  }

  private static func code(for code: JournalError.Code) -> Code {
    switch code {
    case .notFound, .compacted: .notFound
    case .corrupt, .newerVersion: .corrupt
    case .outcomeUnknown: .outcomeUnknown
    case .readOnly, .unsupported, .refused, .condemned, .childAlive: .refused
    case .tooLarge: .invalidInput
    default: .storage
    }
  }
}
