/// Finds the name somebody probably meant.
///
/// The distance is Damerau-Levenshtein's (insert, delete, replace, swap neighbours), blind to case and to the difference
/// between `_` and `-`. A word may be wrong in a third of its letters, in at least one and at most three.
package enum Suggestion {
  /// The candidate nearest to `word`, or nil when none is near enough to be a likely slip.
  ///
  /// Of equally near candidates the first wins. With none near, the first that `word` abbreviates is taken.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = folded(word)
    let limit = min(3, max(1, wanted.count / 3))
    var best: (name: String, distance: Int)?
    var longer: String?
    for candidate in candidates {
      let letters = folded(candidate)
      if longer == nil, wanted.count >= 3, letters.starts(with: wanted) { longer = candidate }
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, letters)
      // A distance as long as the name itself relates any two words.
      guard distance <= limit, distance < letters.count else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name ?? longer
  }

  /// The half sentence that ends an error message: `; did you mean "command"?`, or nothing.
  package static func hint(for word: String, in candidates: some Sequence<String>) -> String {
    nearest(to: word, in: candidates).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// The fewest letters to insert, delete, replace or swap that turn one word into the other.
  package static func distance(_ left: String, _ right: String) -> Int {
    distance(Array(left.unicodeScalars), Array(right.unicodeScalars))
  }

  private static func folded(_ word: String) -> [Unicode.Scalar] {
    word.lowercased().unicodeScalars.map { $0 == "_" ? "-" : $0 }
  }

  /// The fewest edits that turn one word into the other, no letter being edited twice.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var cost = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        let swapped = row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if swapped { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
