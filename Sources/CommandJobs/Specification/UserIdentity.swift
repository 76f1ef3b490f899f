import Glibc

/// The user, group and further groups a child runs as; only a worker of the superuser can act for others.
package struct UserIdentity: Hashable, Sendable {
  package var user: UInt32
  package var group: UInt32
  package var supplementaryGroups: [UInt32]

  package init(user: UInt32, group: UInt32, supplementaryGroups: [UInt32]) {
    self.user = user
    self.group = group
    self.supplementaryGroups = supplementaryGroups
  }

  /// Looks up a user by name in the system's user database.
  package init(named name: String) throws(CommandError) {
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var text = [CChar](repeating: 0, count: 16 << 10)
    let status = getpwnam_r(name, &record, &text, text.count, &found)
    guard status == 0, found != nil else {
      let reason = status == 0 ? "there is no such user" : ErrorNumber(value: status).text
      throw CommandError(.user, "cannot run as \"\(name)\": \(reason)")
    }
    var groups = [gid_t](repeating: 0, count: 1024)
    var count = Int32(groups.count)
    guard getgrouplist(name, record.pw_gid, &groups, &count) >= 0 else {
      throw CommandError(.user, "cannot run as \"\(name)\": it is in more than \(groups.count) groups")
    }
    self.init(user: record.pw_uid, group: record.pw_gid, supplementaryGroups: Array(groups.prefix(Int(count))))
  }
}
