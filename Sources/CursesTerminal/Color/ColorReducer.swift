package import Console

/// Reduces a theme's 24-bit colours to the numbers a terminal of some depth understands.
///
/// The first 16 numbers of a palette are what the user made of them, so a terminal with 256 colours gets only the fixed
/// ones behind those. Two different colours never become the same one in a cell: text stays visible.
package struct ColorReducer {
  package let depth: ColorDepth
  /// What stands for the terminal's own foreground and background: -1, or white and black where it has no way back.
  private let terminalForeground: Int32
  private let terminalBackground: Int32

  package init(depth: ColorDepth, terminalForeground: Int32 = -1, terminalBackground: Int32 = -1) {
    self.depth = depth
    self.terminalForeground = terminalForeground
    self.terminalBackground = terminalBackground
  }

  /// The numbers for one cell's colours.
  package func reduce(foreground: Color, background: Color) -> ColorPair {
    let back = number(background) ?? terminalBackground
    guard let front = number(foreground) else { return ColorPair(foreground: terminalForeground, background: back) }
    if front == back, foreground != background {
      return ColorPair(foreground: contrast(to: background), background: back)
    }
    // A dark grey that becomes black would vanish on a terminal whose own background is black.
    if front == 0, background == .terminal, depth != .trueColor {
      return ColorPair(foreground: terminalForeground, background: back)
    }
    return ColorPair(foreground: front, background: back)
  }

  private func number(_ color: Color) -> Int32? {
    guard case .rgb(let red, let green, let blue) = color else { return nil }
    let wanted = Channels(red: Int32(red), green: Int32(green), blue: Int32(blue))
    switch depth {
    case .mono: return nil
    case .palette8: return Self.nearest(to: wanted, among: Self.basic.prefix(8))
    case .palette16: return Self.nearest(to: wanted, among: Self.basic[...])
    case .palette256: return Self.nearestFixed(to: wanted)
    // Below 8 such a terminal means its palette; blue 8 looks like black.
    case .trueColor: return max(8, wanted.red << 16 | wanted.green << 8 | wanted.blue)
    }
  }

  /// Black on what is light and white on what is dark.
  private func contrast(to color: Color) -> Int32 {
    guard case .rgb(let red, let green, let blue) = color else { return terminalForeground }
    let isLight = 3 * Int(red) + 6 * Int(green) + Int(blue) > 1275
    switch depth {
    case .mono: return terminalForeground
    case .palette8: return isLight ? 0 : 7
    case .palette16: return isLight ? 0 : 15
    case .palette256: return isLight ? 16 : 231
    case .trueColor: return isLight ? 8 : 0xFFFFFF
    }
  }
}

extension ColorReducer {
  private struct Channels {
    var red: Int32
    var green: Int32
    var blue: Int32

    /// Squared distance, weighted roughly as the eye does.
    func distance(to other: Channels) -> Int32 {
      let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
      return 2 * red * red + 4 * green * green + 3 * blue * blue
    }
  }

  /// The usual first 16 colours.
  private static let basic: [Channels] = [
    Channels(red: 0, green: 0, blue: 0), Channels(red: 205, green: 0, blue: 0),
    Channels(red: 0, green: 205, blue: 0), Channels(red: 205, green: 205, blue: 0),
    Channels(red: 0, green: 0, blue: 238), Channels(red: 205, green: 0, blue: 205),
    Channels(red: 0, green: 205, blue: 205), Channels(red: 229, green: 229, blue: 229),
    Channels(red: 127, green: 127, blue: 127), Channels(red: 255, green: 0, blue: 0),
    Channels(red: 0, green: 255, blue: 0), Channels(red: 255, green: 255, blue: 0),
    Channels(red: 92, green: 92, blue: 255), Channels(red: 255, green: 0, blue: 255),
    Channels(red: 0, green: 255, blue: 255), Channels(red: 255, green: 255, blue: 255),
  ]

  /// Steps of one channel in the 6 × 6 × 6 cube of colours 16 to 231.
  private static let cubeSteps: [Int32] = [0, 95, 135, 175, 215, 255]

  private static func nearest(to wanted: Channels, among candidates: ArraySlice<Channels>) -> Int32 {
    var best = (number: Int32(0), distance: Int32.max)
    for (number, candidate) in candidates.enumerated() {
      let distance = candidate.distance(to: wanted)
      if distance < best.distance { best = (Int32(number), distance) }
    }
    return best.number
  }

  /// The nearest of the colour cube and the 24 greys behind it.
  private static func nearestFixed(to wanted: Channels) -> Int32 {
    let (red, green, blue) = (cubeStep(wanted.red), cubeStep(wanted.green), cubeStep(wanted.blue))
    let cube = Channels(red: cubeSteps[red], green: cubeSteps[green], blue: cubeSteps[blue])
    let average = (wanted.red + wanted.green + wanted.blue) / 3
    let greyStep = max(0, min(23, (average - 3) / 10))
    let level = 8 + 10 * greyStep
    let grey = Channels(red: level, green: level, blue: level)
    if grey.distance(to: wanted) < cube.distance(to: wanted) { return 232 + greyStep }
    return Int32(16 + 36 * red + 6 * green + blue)
  }

  private static func cubeStep(_ value: Int32) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : Int(value - 35) / 40
  }
}
