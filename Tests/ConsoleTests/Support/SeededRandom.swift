import Daybook

/// SplitMix64: the same draws for the same seed everywhere.
final class SeededRandom: RandomSource, RandomNumberGenerator, @unchecked Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  func next(below bound: Int64) -> Int64 { Int64(next() % UInt64(bound)) }
  func index(_ count: Int) -> Int { Int(next() % UInt64(count)) }
}
