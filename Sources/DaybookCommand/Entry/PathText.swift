/// Paths as text, without looking at the disk.
package enum PathText {
  /// `path` without empty, `.` and `..` components; an absolute path stays absolute.
  package static func normalized(_ path: String) -> String {
    var kept: [Substring] = []
    for component in path.split(separator: "/") where component != "." {
      if component == "..", let last = kept.last, last != ".." {
        kept.removeLast()
      } else if component != ".." || !path.hasPrefix("/") {
        kept.append(component)
      }
    }
    let joined = kept.joined(separator: "/")
    if path.hasPrefix("/") { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Everything before the last component; `/` for a file at the top.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last component.
  package static func baseName(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
