package import Daybook

/// One line that says how something ended, for a while.
package struct Toast: Equatable, Sendable {
  /// How good the news is.
  package enum Kind: Hashable, Sendable {
    case success, information, warning, error
  }

  package var kind: Kind
  package var text: String
  /// When it goes by itself.
  package var until: Timestamp

  init(_ kind: Kind, _ text: String, at now: Timestamp) {
    self.kind = kind
    self.text = text
    // Bad news stays long enough to be read after looking up.
    until = now.adding(milliseconds: kind == .error ? 12_000 : 5_000)
  }
}
