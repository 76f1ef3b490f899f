import Console
import CursesTerminal
import Testing

private func grey(_ level: UInt8) -> Color { .rgb(red: level, green: level, blue: level) }

@Suite struct ColorReducerTests {
  @Test func `256 colors take the cube and the greys, never the user's first 16`() {
    let reducer = ColorReducer(depth: .palette256)
    func number(_ color: Color) -> Int32 { reducer.reduce(foreground: color, background: .terminal).foreground }
    #expect(number(.rgb(red: 255, green: 0, blue: 0)) == 196)
    #expect(number(.rgb(red: 95, green: 135, blue: 215)) == 68)
    #expect(number(grey(0)) == 16)
    #expect(number(grey(128)) == 244)
    #expect(number(grey(255)) == 231)
    for red in stride(from: UInt8(0), through: 250, by: 25) {
      for blue in stride(from: UInt8(0), through: 250, by: 25) {
        #expect((16...255).contains(number(.rgb(red: red, green: 100, blue: blue))))
      }
    }
  }

  @Test func `16 and 8 colors take the nearest of the usual ones`() {
    let sixteen = ColorReducer(depth: .palette16)
    let eight = ColorReducer(depth: .palette8)
    let red = Color.rgb(red: 255, green: 10, blue: 10)
    #expect(sixteen.reduce(foreground: red, background: grey(0)) == ColorPair(foreground: 9, background: 0))
    #expect(eight.reduce(foreground: red, background: grey(0)) == ColorPair(foreground: 1, background: 0))
  }

  @Test func `24-bit colors are passed on, and those that would mean the palette are not`() {
    let reducer = ColorReducer(depth: .trueColor)
    let pair = reducer.reduce(foreground: .rgb(red: 1, green: 2, blue: 3), background: grey(0))
    #expect(pair == ColorPair(foreground: 0x010203, background: 8))
  }

  @Test func `the terminal's own colors stay its own, or what stands for them`() {
    let plain = ColorReducer(depth: .palette8).reduce(foreground: .terminal, background: .terminal)
    #expect(plain == ColorPair(foreground: -1, background: -1))
    let fixed = ColorReducer(depth: .palette8, terminalForeground: 7, terminalBackground: 0)
    #expect(fixed.reduce(foreground: .terminal, background: .terminal) == ColorPair(foreground: 7, background: 0))
  }

  @Test(arguments: [ColorDepth.palette8, .palette16, .palette256])
  func `different colors never become one`(depth: ColorDepth) {
    let reducer = ColorReducer(depth: depth)
    for level in stride(from: UInt8(0), through: 250, by: 10) {
      for other in stride(from: UInt8(0), through: 250, by: 10) where other != level {
        let pair = reducer.reduce(foreground: grey(level), background: grey(other))
        #expect(pair.foreground != pair.background, "\(level) on \(other)")
      }
    }
  }

  @Test func `dark grey on the terminal's own background does not turn black`() {
    let pair = ColorReducer(depth: .palette8).reduce(foreground: grey(60), background: .terminal)
    #expect(pair == ColorPair(foreground: -1, background: -1))
  }
}
