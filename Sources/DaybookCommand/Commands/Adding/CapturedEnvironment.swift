package import Daybook

/// The variables that travel with an ad-hoc command.
///
/// A command is to find what it would find if it ran here and now, without carrying secrets into a file.
package struct CapturedEnvironment: Hashable, Sendable {
  package let variables: [String: String]
  /// Names that `--env-all` left out because they look secret, sorted.
  package let leftOut: [String]

  private static let usual: Set<String> = ["PATH", "HOME", "LANG", "TZ", "VIRTUAL_ENV"]
  /// Parts of a name, between underscores, that tell of a secret.
  private static let secretWords: Set<String> = [
    "SECRET", "SECRETS", "TOKEN", "TOKENS", "PASSWORD", "PASSWORDS", "PASSWD", "PASSPHRASE", "PASS", "PWD",
    "CREDENTIAL",
    "CREDENTIALS", "CREDS", "KEY", "KEYS", "APIKEY", "PRIVATE", "AUTH", "AUTHORIZATION", "COOKIE", "COOKIES", "SESSION",
    "SIGNATURE", "DSN", "PAT", "JWT", "OTP", "PIN",
  ]
  /// Names that look secret and are not.
  private static let harmless: Set<String> = [
    "PWD", "OLDPWD", "SSH_AUTH_SOCK", "XDG_SESSION_ID", "XDG_SESSION_TYPE", "DESKTOP_SESSION",
  ]

  /// Chooses from an environment.
  ///
  /// - Parameters:
  ///   - takesAll: everything but names that look secret (`--env-all`).
  ///   - extra: `NAME` or `NAME=VALUE`, which always travel (`--env`).
  /// - Throws: `DaybookError` with code `invalidInput` for a name that is not set or cannot be one.
  package init(of environment: [String: String], takesAll: Bool, extra: [String]) throws(DaybookError) {
    var taken: [String: String] = [:]
    var leftOut: [String] = []
    for (name, value) in environment where takesAll || Self.isUsual(name) {
      // A job added by a job is its own job.
      if name.hasPrefix("DAYBOOK_") { continue }
      if takesAll, Self.looksSecret(name, value) { leftOut.append(name) } else { taken[name] = value }
    }
    for assignment in extra {
      let (name, value) = try Self.parse(assignment, environment)
      taken[name] = value
      leftOut.removeAll { $0 == name }
    }
    variables = taken
    self.leftOut = leftOut.sorted()
  }

  private static func isUsual(_ name: String) -> Bool { usual.contains(name) || name.hasPrefix("LC_") }

  private static func looksSecret(_ name: String, _ value: String) -> Bool {
    if harmless.contains(name) { return false }
    let parts = name.uppercased().split { $0 == "_" || $0 == "-" || $0 == "." }
    if parts.contains(where: { secretWords.contains(String($0)) }) { return true }
    if ["PASSWORD", "SECRET", "TOKEN", "APIKEY"].contains(where: { name.uppercased().contains($0) }) { return true }
    return hasCredentials(value)
  }

  /// Whether the value is an address with a password: `postgres://ann:pw@host/db`.
  private static func hasCredentials(_ value: String) -> Bool {
    guard let scheme = value.firstRange(of: "://") else { return false }
    let authority = value[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
    guard let at = authority.lastIndex(of: "@") else { return false }
    return authority[..<at].contains(":")
  }

  private static func parse(
    _ assignment: String, _ environment: [String: String]
  ) throws(DaybookError) -> (name: String, value: String) {
    let name = String(assignment.prefix { $0 != "=" })
    let isName = name.first.map { $0.isLetter || $0 == "_" } ?? false
    guard isName, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
      throw DaybookError(.invalidInput, "--env \(assignment): '\(name)' cannot be the name of a variable")
    }
    if name.count < assignment.count { return (name, String(assignment.dropFirst(name.count + 1))) }
    guard let value = environment[name] else {
      throw DaybookError(.invalidInput, "--env \(name): it is not set here; write \(name)=VALUE")
    }
    return (name, value)
  }
}
