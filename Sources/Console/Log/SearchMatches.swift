/// Where a text occurs in a line, in cells.
package enum SearchMatches {
  /// The columns of each occurrence, ignoring case; overlapping ones count once.
  package static func columns(of needle: String, in line: String) -> [Range<Int>] {
    let wanted = needle.map { $0.lowercased() }
    guard !wanted.isEmpty else { return [] }
    let characters = Array(line)
    let folded = characters.map { $0.lowercased() }
    var columns: [Range<Int>] = []
    var column = 0
    var index = 0
    while index < characters.count {
      let isMatch = index + wanted.count <= folded.count && folded[index..<index + wanted.count].elementsEqual(wanted)
      let count = isMatch ? wanted.count : 1
      let width = characters[index..<index + count].reduce(0) { $0 + String($1).displayWidth }
      if isMatch { columns.append(column..<column + width) }
      column += width
      index += count
    }
    return columns
  }
}
