/// How far behind its nominal instant a fire's job becomes due.
///
/// The draw is seeded by the schedule and the instant: whoever computes it, and however often, gets the same number. So a
/// preview shows what will happen, a new leader changes nothing, and many schedules at one instant spread out.
package enum FireJitter {
  /// Milliseconds in 0 … `limit`.
  package static func milliseconds(
    schedule: String, owner: String, nominal: Timestamp, limit: Int64
  ) -> Int64 {
    guard limit > 0 else { return 0 }
    let seed = hash("\(owner)/\(schedule)") ^ mix(UInt64(bitPattern: nominal.milliseconds))
    return Int64(mix(seed) % UInt64(limit + 1))
  }

  /// FNV-1a over the bytes of a name: the same on every machine, unlike Swift's hash.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  /// The finalizer of SplitMix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value &+ 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension ScheduleDefinition {
  /// When the job of the fire at `nominal` is due.
  package func dueTime(ofFireAt nominal: Timestamp) -> Timestamp {
    nominal.adding(
      milliseconds: FireJitter.milliseconds(
        schedule: name, owner: owner, nominal: nominal, limit: jitterMilliseconds))
  }
}
