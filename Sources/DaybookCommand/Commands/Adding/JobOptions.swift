import ArgumentParser
import Daybook

/// What every way of enqueueing a job can say about it.
struct JobOptions: ParsableArguments {
  @OptionGroup
  var template: TemplateOptions

  @Option(
    help: ArgumentHelp("Start it no sooner than after this time, such as 30s or 1h30m.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var delay: Int64?

  @Option(help: ArgumentHelp("Start it no sooner than then: RFC 3339, or +5m.", valueName: "time"))
  var at: String?

  @Option(
    help: ArgumentHelp(
      "When it counts as accepted: always (on disk), which is the default, interval or os.", valueName: "when"),
    transform: { try Durability(parsing: $0) })
  var durability: Durability = .always

  @OptionGroup(visibility: .hidden)
  var later: LaterJobOptions

  init() {}

  mutating func validate() throws {
    if delay != nil, at != nil { throw ValidationError("--delay and --at both say when; write one of them") }
  }

  /// The request these options make.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for a time that cannot be read.
  func request(type: String, payload: [UInt8], owner: String, now: Timestamp) throws(DaybookError) -> JobRequest {
    var request = JobRequest(type: type, payload: payload, owner: owner)
    template.change.apply(to: &request)
    request.dueAt = delay.map { now.adding(milliseconds: $0) }
    if let at { request.dueAt = try InstantText.parse(at, now: now) }
    return request
  }
}
