/// A refusal that knows which character of the text is at fault, for the parsers handed to `SettingsTable.value`.
package struct SettingsValueError: Error {
  /// What is wrong with the text and what to write instead.
  package let message: String
  /// The first wrong character, in Unicode scalars from the start of the text; nil for the text as a whole.
  package let offset: Int?

  package init(_ message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }
}
