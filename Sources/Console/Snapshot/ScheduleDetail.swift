package import Daybook

/// Everything that is shown about one schedule.
package struct ScheduleDetail: Equatable, Sendable {
  package var schedule: ScheduleSummary
  /// The latest jobs of its fires, newest first.
  package var runs: [JobSummary]
  /// What its trigger means and will do; nil until the session has added it.
  package var forecast: ScheduleForecast?

  package init(schedule: ScheduleSummary, runs: [JobSummary] = [], forecast: ScheduleForecast? = nil) {
    self.schedule = schedule
    self.runs = runs
    self.forecast = forecast
  }
}
