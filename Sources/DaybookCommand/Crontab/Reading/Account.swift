import Glibc

/// A user of a host, as far as cron looks at one.
package struct Account: Hashable, Sendable {
  package let name: String
  package let userID: UInt32
  package let groupID: UInt32
  package let home: String

  package init(name: String, userID: UInt32, groupID: UInt32, home: String) {
    self.name = name
    self.userID = userID
    self.groupID = groupID
    self.home = home
  }
}

/// Finds the users of a host.
package struct AccountDirectory: Sendable {
  private let find: @Sendable (String) -> Account?

  /// A directory with its own way to find users.
  package init(find: @escaping @Sendable (String) -> Account?) { self.find = find }

  /// The user of that name; nil when there is none.
  package func account(named name: String) -> Account? { find(name) }

  /// The users of this host.
  package static let host = AccountDirectory { name in
    read { getpwnam_r(name, $0, $1, $2, $3) }
  }

  /// The user that this process acts as; nil when it has no name here.
  package static func current() -> Account? {
    read { getpwuid_r(geteuid(), $0, $1, $2, $3) }
  }

  /// One of the calls that find a user: the entry to fill, space for its texts and the size of that, and the answer.
  private typealias Query = (
    UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int, UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
  ) -> Int32

  /// The most bytes that one user's line may take.
  private static let limit = 1 << 20

  private static func read(_ query: Query) -> Account? {
    var size = 4096
    while size <= limit {
      let space = UnsafeMutablePointer<CChar>.allocate(capacity: size)
      defer { space.deallocate() }
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = query(&entry, space, size, &found)
      if code != ERANGE { return found.map { Account($0.pointee) } }
      size *= 4
    }
    return nil
  }
}

extension Account {
  fileprivate init(_ entry: passwd) {
    self.init(
      name: String(cString: entry.pw_name), userID: entry.pw_uid, groupID: entry.pw_gid,
      home: String(cString: entry.pw_dir))
  }
}
