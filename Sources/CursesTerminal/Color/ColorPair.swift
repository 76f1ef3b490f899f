/// Two colour numbers of the terminal; -1 is its own colour.
package struct ColorPair: Hashable {
  package var foreground: Int32
  package var background: Int32

  package init(foreground: Int32, background: Int32) {
    self.foreground = foreground
    self.background = background
  }
}
