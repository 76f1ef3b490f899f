/// What may be the name of a time zone: it becomes part of a path, so nothing that could lead out of the database.
enum ZoneName {
  /// The most characters a name may have.
  static let maximumLength = 128

  /// What is wrong with a name and what to write instead; nil when it may be one.
  static func complaint(about name: String) -> String? {
    let example = "write a name such as Europe/Paris, or UTC"
    if name.isEmpty { return "the time zone is missing: \(example)" }
    if name.utf8.count > maximumLength { return "a time zone has at most \(maximumLength) characters: \(example)" }
    if name.hasPrefix("/") { return "“\(name)” is a path and not a time zone: \(example)" }
    if !name.utf8.allSatisfy(isAllowed) { return "“\(name)” cannot be a time zone: \(example)" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") }) {
      return "“\(name)” cannot be a time zone: \(example)"
    }
    return nil
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "/_+-.".utf8.contains(byte)
    }
  }
}
