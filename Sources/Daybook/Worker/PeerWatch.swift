/// Tells from the heartbeats of other workers which of them do not respond.
///
/// Times are the observer's own, on its monotonic clock. An observer that was asleep itself has seen nothing and counts
/// from anew.
package struct PeerWatch: Sendable {
  private struct Pulse {
    var heartbeat: UInt64
    /// When it was seen to have changed.
    var changedAt: Int64
  }

  private let longestGapMilliseconds: Int64
  private var pulses: [String: Pulse] = [:]
  private var lookedAt: Int64?

  /// - Parameter longestGapMilliseconds: looks further apart than this mean that the observer was asleep.
  package init(longestGapMilliseconds: Int64) {
    self.longestGapMilliseconds = longestGapMilliseconds
  }

  /// Takes note of how the others are; those not among `peers` are forgotten.
  package mutating func note(_ peers: [PeerReport], at now: Int64) {
    if let lookedAt, now - lookedAt > longestGapMilliseconds { pulses = [:] }
    lookedAt = now
    var next: [String: Pulse] = [:]
    for peer in peers where peer.isAlive {
      if let pulse = pulses[peer.name], pulse.heartbeat == peer.heartbeat {
        next[peer.name] = pulse
      } else {
        next[peer.name] = Pulse(heartbeat: peer.heartbeat, changedAt: now)
      }
    }
    pulses = next
  }

  /// Whether the worker has been seen alive and without a heartbeat for that long.
  package func isSilent(_ name: String, for timeoutMilliseconds: Int64, at now: Int64) -> Bool {
    pulses[name].map { now - $0.changedAt >= timeoutMilliseconds } ?? false
  }
}
