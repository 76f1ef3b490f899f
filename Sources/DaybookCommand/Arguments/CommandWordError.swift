/// A word of the command line that names no command.
package struct CommandWordError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what was probably meant.
  package let message: String
  /// The words before it that do name a command, for the hint at its help.
  package let path: [String]

  package var description: String { message }
}
