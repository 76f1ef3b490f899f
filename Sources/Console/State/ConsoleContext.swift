package import Daybook

/// What the session knows and the journal does not.
package struct ConsoleContext: Hashable, Sendable {
  /// How this directory's daybook is called in a shell: `daybook --dir /srv/jobs`.
  package var program: String
  /// Whether every change is refused.
  package var isReadOnly: Bool
  /// The state directory as people write it: `~/.local/state/daybook`.
  package var directory: String
  /// The process id of the worker that this console started, while it lives.
  package var ownWorker: Int32?
  /// Why this console does not start a worker by itself; nil when it may.
  package var watchingReason: String?
  /// Warnings that stay until their cause is gone: a broken jobs file, what recovery dropped.
  package var banners: [String]
  /// When what the operator does here counts as accepted.
  package var durability: Durability
  /// Other live journals on the machine, offered while this one is empty.
  package var otherJournals: [String]

  package init(
    program: String = "daybook",
    isReadOnly: Bool = false,
    directory: String,
    ownWorker: Int32? = nil,
    watchingReason: String? = nil,
    banners: [String] = [],
    durability: Durability = .always,
    otherJournals: [String] = []
  ) {
    self.program = program
    self.isReadOnly = isReadOnly
    self.directory = directory
    self.ownWorker = ownWorker
    self.watchingReason = watchingReason
    self.banners = banners
    self.durability = durability
    self.otherJournals = otherJournals
  }
}

/// What time it is for the person at the screen.
package struct WallClock: Hashable, Sendable {
  package var now: Timestamp
  /// Seconds east of UTC.
  package var utcOffset: Int

  package init(now: Timestamp, utcOffset: Int) {
    self.now = now
    self.utcOffset = utcOffset
  }
}
