import FoundationEssentials
package import Daybook

/// The payload of an ad-hoc command (type `command`): what `daybook add` captured where it was typed.
package struct CommandPayload: Codable, Hashable, Sendable {
  /// The program and its arguments.
  package var command: [String]
  /// Run through `/bin/sh -c`.
  package var shell: Bool?
  /// Where it runs; absolute.
  package var cwd: String?
  /// The permissions that files it makes do not get.
  package var umask: UInt32?
  /// The whole environment it gets.
  package var env: [String: String]?
  /// What it reads on standard input; nothing when absent.
  package var input: String?

  package init(
    command: [String], shell: Bool? = nil, cwd: String? = nil, umask: UInt32? = nil, env: [String: String]? = nil,
    input: String? = nil
  ) {
    self.command = command
    self.shell = shell
    self.cwd = cwd
    self.umask = umask
    self.env = env
    self.input = input
  }

  /// Reads a job's payload.
  /// - Throws: `.invalidInput` when it is none of ours.
  package init(parsing payload: [UInt8]) throws(DaybookError) {
    do {
      self = try JSONDecoder().decode(CommandPayload.self, from: Data(payload))
    } catch {
      throw DaybookError(
        .invalidInput, "the payload of a command is an object such as {\"command\":[\"true\"]}", cause: error)
    }
    guard !command.isEmpty else { throw DaybookError(.invalidInput, "the command has no words") }
  }
}
