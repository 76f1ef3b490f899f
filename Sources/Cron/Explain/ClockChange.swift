/// An instant at which a zone's clock is turned forward or back.
struct ClockChange {
  /// UTC seconds since 1970.
  let instant: Int64
  /// The offsets on either side, in seconds east of UTC.
  let before, after: Int64

  /// Whether the clock skips time; otherwise it repeats some, or none.
  var isGap: Bool { after > before }

  /// The wall seconds that are skipped or repeated.
  var affected: Range<Int64> {
    instant + min(before, after)..<instant + max(before, after)
  }
}
