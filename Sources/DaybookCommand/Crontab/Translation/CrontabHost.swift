import Glibc

/// What a translation has to know of the host on which the jobs will run.
package struct CrontabHost: Sendable {
  /// Whom the worker runs as; also whose a user's crontab is, unless its path says otherwise.
  package let worker: Account
  package let accounts: AccountDirectory
  /// Whether a path is a directory.
  package let isDirectory: @Sendable (String) -> Bool

  package init(
    worker: Account, accounts: AccountDirectory = .host,
    isDirectory: @escaping @Sendable (String) -> Bool = CrontabHost.isDirectory
  ) {
    self.worker = worker
    self.accounts = accounts
    self.isDirectory = isDirectory
  }

  /// Whether a path is a directory of this host.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
