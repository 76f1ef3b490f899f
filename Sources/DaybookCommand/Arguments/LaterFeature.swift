/// What the documents describe and this version does not do: refused by name, never ignored.
package enum LaterFeature {
  private static let commands: Set<String> = [
    "health", "drain", "why", "edit", "delete", "promote", "hold", "release", "reprioritize", "dead",
    "cleanup", "export", "bench", "service",
  ]

  /// The refusal of a command that comes later; nil for any other word.
  package static func command(_ word: String) -> String? {
    commands.contains(word) ? "'daybook \(word)' comes in a later version" : nil
  }

  /// The refusal of an option or a key that comes later.
  package static func refusal(of name: String) -> String { "\(name) comes in a later version" }
}
