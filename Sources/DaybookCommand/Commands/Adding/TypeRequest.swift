import Daybook

/// A request for a job of a declared type, as `enqueue` and `run` make it.
struct TypeRequest {
  private let type: String
  private let data: String?
  private let job: JobOptions

  init(type: String, data: String?, job: JobOptions) {
    self.type = type
    self.data = data
    self.job = job
  }

  /// The request; type and payload are checked when it is enqueued.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for what can be no type, or is no JSON.
  func request(owner: String, context: CommandContext) throws -> JobRequest {
    if type == Limits.commandType {
      throw DaybookError(.invalidInput, "'\(type)' is the type of ad-hoc commands: daybook add -- COMMAND enqueues one")
    }
    try Name.validate(type, what: "job type")
    let payload = try data.map { try OptionValue.payload(try text(of: $0, context)) } ?? []
    return try job.request(type: type, payload: payload, owner: owner, now: context.time.now())
  }

  private func text(of data: String, _ context: CommandContext) throws -> String {
    guard data == "-" else { return data }
    return String(decoding: try context.input.readAll(limit: Limits.payloadBytes), as: UTF8.self)
  }
}
