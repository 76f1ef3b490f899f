import CommandJobs
import Testing

struct CommandEnvironmentTests {
  private func variables(payload: [UInt8], base: [String: String] = [:]) -> [String: String] {
    CommandEnvironment(job: 4821, attempt: 2, token: 5000, directory: "/var/lib/daybook", payload: payload)
      .variables(over: base)
  }

  @Test func `an attempt knows its job, number, token and directory`() {
    let variables = variables(payload: Array(#"{"a":1}"#.utf8), base: ["HOME": "/root"])
    #expect(
      variables == [
        "HOME": "/root", "DAYBOOK_JOB_ID": "4821", "DAYBOOK_ATTEMPT": "2", "DAYBOOK_TOKEN": "5000",
        "DAYBOOK_DIR": "/var/lib/daybook", "DAYBOOK_PAYLOAD": #"{"a":1}"#, "DAYBOOK_PAYLOAD_BYTES": "7",
      ])
  }

  @Test(arguments: [(0, true), (1, false)])
  func `a payload over the limit is left out and its size stays`(extra: Int, isPassed: Bool) {
    let count = CommandEnvironment.largestPayload + extra
    let variables = variables(payload: [UInt8](repeating: 97, count: count))
    #expect((variables["DAYBOOK_PAYLOAD"] != nil) == isPassed)
    #expect(variables["DAYBOOK_PAYLOAD_BYTES"] == String(count))
  }

  @Test func `the payload of an outer job does not leak into an inner one`() {
    let variables = variables(
      payload: [UInt8](repeating: 97, count: 200_000),
      base: ["DAYBOOK_PAYLOAD": "outer", "DAYBOOK_JOB_ID": "1"]
    )
    #expect(variables["DAYBOOK_PAYLOAD"] == nil)
    #expect(variables["DAYBOOK_JOB_ID"] == "4821")
  }

  @Test(arguments: [[0xFF, 0xFE], [97, 0, 98]] as [[UInt8]])
  func `a payload that no variable can hold is left out`(payload: [UInt8]) {
    #expect(variables(payload: payload)["DAYBOOK_PAYLOAD"] == nil)
  }
}
