import Glibc

/// Facts about this process, asked of the system.
package enum ProcessFacts {
  /// The environment; a name that appears twice keeps its first value, as `getenv` does.
  package static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "="), equals != pair.startIndex {
        let name = String(pair[..<equals])
        if variables[name] == nil { variables[name] = String(pair[pair.index(after: equals)...]) }
      }
      entry += 1
    }
    return variables
  }

  /// The working directory, `/` when it was removed.
  package static func workingDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The file mode mask that children would inherit.
  package static func fileModeMask() -> Int {
    let mask = umask(0o077)
    umask(mask)
    return Int(mask)
  }
}
