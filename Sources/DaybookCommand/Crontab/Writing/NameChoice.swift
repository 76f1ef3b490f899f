import Daybook

/// Gives every job a name of its own: the first takes it as it is, the next ones get a number.
package struct NameChoice {
  private var taken: Set<String>

  /// - Parameter taken: names that nobody may have.
  package init(taken: Set<String> = []) {
    // No job can be called like the type of ad-hoc commands.
    self.taken = taken.union([Limits.commandType])
  }

  /// A name like the wanted one that nobody has had.
  package mutating func unique(_ wanted: String) -> String {
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted)-\(number)"
      number += 1
    }
    return name
  }
}
