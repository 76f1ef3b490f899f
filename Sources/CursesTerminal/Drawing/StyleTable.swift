import CNcurses
import Console

/// What ncurses needs for each style that was drawn: attributes and the number of a colour pair.
///
/// Pairs are a scarce resource (64 on some terminals). When they run out the table says so and draws without colour; the
/// painter then empties it and draws the frame once more, so pairs of an earlier theme do not stay for ever.
struct StyleTable {
  /// A style as ncurses takes it.
  struct Look {
    var attributes: attr_t
    var pair: Int32
  }

  /// Whether a style went without its colours since the last `reset` or `acceptExhaustion`.
  private(set) var isExhausted = false
  private let reducer: ColorReducer
  private let pairLimit: Int32
  private var looks: [Style: Look] = [:]
  private var pairs: [ColorPair: Int32] = [:]

  /// `pairLimit`: how many pairs the terminal has, the fixed pair 0 among them.
  init(reducer: ColorReducer, pairLimit: Int32) {
    self.reducer = reducer
    self.pairLimit = pairLimit
  }

  mutating func look(for style: Style) -> Look {
    if let known = looks[style] { return known }
    let look = Look(attributes: Self.attributes(of: style), pair: pair(for: style))
    looks[style] = look
    return look
  }

  mutating func reset() {
    looks.removeAll(keepingCapacity: true)
    pairs.removeAll(keepingCapacity: true)
    isExhausted = false
  }

  /// One frame alone needs more pairs than there are: starting over again would not help.
  mutating func acceptExhaustion() {
    isExhausted = false
  }

  private mutating func pair(for style: Style) -> Int32 {
    guard reducer.depth != .mono else { return 0 }
    let colors = reducer.reduce(foreground: style.foreground, background: style.background)
    if colors == ColorPair(foreground: -1, background: -1) { return 0 }
    if let known = pairs[colors] { return known }
    let number = Int32(pairs.count + 1)
    guard number < pairLimit, init_extended_pair(number, colors.foreground, colors.background) == OK else {
      isExhausted = true
      return 0
    }
    pairs[colors] = number
    return number
  }

  private static func attributes(of style: Style) -> attr_t {
    var attributes: attr_t = 0
    if style.bold { attributes |= DAYBOOK_BOLD }
    if style.dim { attributes |= DAYBOOK_DIM }
    if style.italic { attributes |= DAYBOOK_ITALIC }
    if style.underline { attributes |= DAYBOOK_UNDERLINE }
    if style.reverse { attributes |= DAYBOOK_REVERSE }
    return attributes
  }
}
