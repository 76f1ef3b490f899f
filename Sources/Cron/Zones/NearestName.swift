import Spelling

/// Finds the zone that a mistyped name may have meant.
enum NearestName {
  /// The nearest of some names; nil when none is near.
  ///
  /// A name without its region (`Paris`, `new york`) finds the zone; otherwise one character in three may be wrong.
  static func to(_ name: String, among candidates: [String]) -> String? {
    let wanted = folded(name)
    var best: (name: String, distance: Int)?
    for candidate in candidates.sorted() {
      let whole = folded(candidate)
      let city = whole.split(separator: "/").last.map(String.init) ?? whole
      let distance = min(Suggestion.distance(wanted, whole), Suggestion.distance(wanted, city))
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance * 3 <= wanted.count else { return nil }
    return best.name
  }

  private static func folded(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }
}
