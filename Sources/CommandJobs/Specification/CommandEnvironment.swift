/// The environment of a command job: a base given by the caller, and the variables that describe the attempt.
///
/// | variable | value |
/// |---|---|
/// | `DAYBOOK_JOB_ID` | the job's number, without `#` |
/// | `DAYBOOK_ATTEMPT` | 1 for the first run |
/// | `DAYBOOK_TOKEN` | the attempt's fencing token, larger for every later attempt |
/// | `DAYBOOK_DIR` | the state directory, so that `daybook` in the job means the same scheduler |
/// | `DAYBOOK_PAYLOAD` | the payload, unless it is too large or no text |
/// | `DAYBOOK_PAYLOAD_BYTES` | the payload's size; set without `DAYBOOK_PAYLOAD` it says: read standard input |
package struct CommandEnvironment: Sendable {
  /// The largest payload passed in a variable, in bytes; the kernel refuses to pass 128 KiB or more in one.
  package static let largestPayload = 100 << 10

  package var job: UInt64
  package var attempt: Int
  package var token: UInt64
  /// The state directory; absolute.
  package var directory: String
  package var payload: [UInt8]

  package init(job: UInt64, attempt: Int, token: UInt64, directory: String, payload: [UInt8]) {
    self.job = job
    self.attempt = attempt
    self.token = token
    self.directory = directory
    self.payload = payload
  }

  /// `base` with the attempt's variables; those of an attempt that this process itself runs in do not leak through.
  package func variables(over base: [String: String]) -> [String: String] {
    var variables = base
    variables["DAYBOOK_JOB_ID"] = String(job)
    variables["DAYBOOK_ATTEMPT"] = String(attempt)
    variables["DAYBOOK_TOKEN"] = String(token)
    variables["DAYBOOK_DIR"] = directory
    variables["DAYBOOK_PAYLOAD"] = payloadText
    variables["DAYBOOK_PAYLOAD_BYTES"] = String(payload.count)
    return variables
  }

  private var payloadText: String? {
    guard payload.count <= Self.largestPayload, !payload.contains(0) else { return nil }
    return String(validating: payload, as: UTF8.self)
  }
}
