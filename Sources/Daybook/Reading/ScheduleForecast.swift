/// What a schedule's trigger means and what it will do, as a person wants to read it before trusting it.
package struct ScheduleForecast: Hashable, Sendable {
  /// A fire to come, with the offset of the clock it is told by.
  package struct Fire: Hashable, Sendable {
    package var nominal: Timestamp
    /// Later than `nominal` by the schedule's jitter.
    package var dueAt: Timestamp
    /// Seconds east of UTC at `nominal`.
    package var utcOffset: Int

    package init(nominal: Timestamp, dueAt: Timestamp, utcOffset: Int) {
      self.nominal = nominal
      self.dueAt = dueAt
      self.utcOffset = utcOffset
    }
  }

  /// The trigger in words: `At 09:00, Monday to Friday, Europe/Paris`.
  package var sentence: String
  /// How often it fires; nil where the sentence says it.
  package var frequency: String?
  /// What may surprise, most serious first.
  package var warnings: [String]
  /// The next fires; of a disabled schedule those it would have if it were enabled now.
  package var fires: [Fire]
  /// The zone that the fires are told in.
  package var timeZone: String
  /// Why nothing can be foretold: a zone that has vanished from the machine.
  package var problem: String?

  package init(
    sentence: String, frequency: String? = nil, warnings: [String] = [], fires: [Fire] = [], timeZone: String,
    problem: String? = nil
  ) {
    self.sentence = sentence
    self.frequency = frequency
    self.warnings = warnings
    self.fires = fires
    self.timeZone = timeZone
    self.problem = problem
  }
}

extension ScheduleSummary {
  /// How many fires it is still allowed; nil when there is no limit.
  package var firesLeft: Int? { definition.maxFires.map { max(0, $0 - fireCount) } }
}
