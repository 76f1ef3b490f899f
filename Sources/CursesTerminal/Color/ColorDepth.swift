/// How many colours a terminal shows, from none to all.
package enum ColorDepth: Int, Comparable, Sendable, CustomStringConvertible {
  case mono
  case palette8
  case palette16
  case palette256
  case trueColor

  /// The depth of a terminal that counts its colours, each a palette index.
  init(paletteSize: Int) {
    switch paletteSize {
    case 256...: self = .palette256
    case 16...: self = .palette16
    case 8...: self = .palette8
    default: self = .mono
    }
  }

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }

  package var description: String {
    switch self {
    case .mono: "mono"
    case .palette8: "8 colors"
    case .palette16: "16 colors"
    case .palette256: "256 colors"
    case .trueColor: "24-bit color"
    }
  }
}
