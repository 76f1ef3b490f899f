package import ArgumentParser

/// The words that name commands, taken from their declarations.
package struct CommandTree: Sendable {
  package let name: String
  /// Empty for a command that does something itself.
  package let children: [CommandTree]
  /// Its declaration; nil in tests.
  package let type: (any ParsableCommand.Type)?

  package init(name: String, children: [CommandTree]) {
    self.name = name
    self.children = children
    type = nil
  }

  /// The tree below a command.
  package init(_ type: any ParsableCommand.Type) {
    let configuration = type.configuration
    name = configuration.commandName ?? type._commandName
    // A key path over metatypes crashes the compiler.
    children = configuration.subcommands.map { CommandTree($0) }
    self.type = type
  }

  /// The child of that name.
  package func child(named word: String) -> CommandTree? {
    children.first { $0.name == word }
  }
}
