import Foundation
import Glibc

/// A terminal of its own, in a tmux server of its own, with the console running in it.
final class Screen {
  private let socket = "daybook-\(UUID().uuidString.prefix(8))"

  /// - Parameter command: run by a shell; the pane stays when it ends, with its exit code in the title.
  init(columns: Int, rows: Int, environment: [String: String], command: String) throws {
    let exports = environment.map { "export \($0.key)='\($0.value)'; " }.sorted().joined()
    let script = "\(exports)\(command); echo \"ended $?\"; exec cat"
    _ = try tmux(["-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh", "-c", script])
    _ = try tmux(["set-option", "-g", "status", "off"])
    _ = try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  deinit { _ = try? tmux(["kill-server"]) }

  /// Types keys by tmux's names: `Enter`, `Escape`, `C-d`, or characters.
  func press(_ keys: String...) throws {
    for key in keys { _ = try tmux(["send-keys", key]) }
  }

  /// Types text as it stands.
  func type(_ text: String) throws { _ = try tmux(["send-keys", "-l", text]) }

  /// What the terminal shows.
  func lines() throws -> [String] {
    try tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func text() throws -> String { try lines().joined(separator: "\n") }

  /// Waits until the screen shows the text.
  func expect(_ wanted: String, seconds: Double = 15) throws {
    try waitUntil("the screen shows \"\(wanted)\"", seconds: seconds, detail: { (try? self.text()) ?? "" }) {
      try text().contains(wanted)
    }
  }

  /// Waits until the screen does not show the text any more.
  func expectGone(_ unwanted: String, seconds: Double = 15) throws {
    try waitUntil("\"\(unwanted)\" leaves the screen", seconds: seconds, detail: { (try? self.text()) ?? "" }) {
      try !text().contains(unwanted)
    }
  }

  func resize(columns: Int, rows: Int) throws {
    _ = try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// The alternate screen, mouse and cursor flags: "0 0 1" when the terminal is as a shell expects it.
  func modes() throws -> String {
    try tmux(["display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"])
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The console's process: the youngest `daybook` below the pane's shell.
  func console() throws -> pid_t {
    let shell = try tmux(["display-message", "-p", "#{pane_pid}"]).trimmingCharacters(in: .whitespacesAndNewlines)
    var found: pid_t?
    try waitUntil("the console is there") {
      let children = Program.read("/proc/\(shell)/task/\(shell)/children").split(separator: " ")
      found = children.compactMap { pid_t($0) }.first { Program.read("/proc/\($0)/comm").hasPrefix("daybook") }
      return found != nil
    }
    guard let found else { throw TimedOut(description: "no console") }
    return found
  }

  @discardableResult
  private func tmux(_ words: [String]) throws -> String {
    let result = try Program.run(["tmux", "-u", "-L", socket] + words, environment: ["TMUX": ""])
    guard result.status == 0 else { throw TimedOut(description: "tmux \(words): \(result.errors)") }
    return result.output
  }
}
