/// What the user asked of the terminal.
package struct TerminalOptions: Sendable {
  package var color: ColorChoice

  package init(color: ColorChoice = .auto) {
    self.color = color
  }
}
