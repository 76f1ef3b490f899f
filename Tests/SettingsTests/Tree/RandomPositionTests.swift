import Testing

/// Writes random settings files and remembers where it wrote each key.
private struct RandomFile {
  var random: SplitMix
  private(set) var text = ""
  private(set) var expected: [String] = []
  private var line = 1
  private var column = 1
  private var counter = 0

  init(seed: UInt64) {
    random = SplitMix(state: seed)
    for _ in 0..<random.below(6) { assignment(below: "") }
    for _ in 0..<random.below(6) { table() }
  }

  private mutating func write(_ piece: String) {
    text += piece
    for scalar in piece.unicodeScalars {
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
  }

  private mutating func pick(_ pieces: [String]) -> String { pieces[random.below(pieces.count)] }

  private mutating func blank() { write(pick(["", " ", "\t", "  "])) }

  private mutating func endLine() { write(pick(["\n", " # k1 = [\"\"\"\n", "\r\n", "\n\n# [t]\n", " \n"])) }

  /// Writes a fresh key and notes its place.
  private mutating func key(below path: String) -> String {
    counter += 1
    let name = pick(["k", "a b", "é", "x.y", "#"]) + String(counter)
    expected.append("\(path)\(name) \(line):\(column)")
    let isBare = name.utf8.allSatisfy { $0 > 0x2F && $0 < 0x80 }
    let quote = isBare ? pick(["", "'", "\""]) : pick(["'", "\""])
    write(quote + name + quote)
    return path + name + "."
  }

  private mutating func table() {
    write("[")
    blank()
    var path = key(below: "")
    while random.below(2) == 0 {
      blank()
      write(".")
      blank()
      path = key(below: path)
    }
    blank()
    write("]")
    endLine()
    for _ in 0..<random.below(5) { assignment(below: path) }
  }

  private mutating func assignment(below path: String) {
    blank()
    member(below: path, depth: 0)
    endLine()
  }

  private mutating func member(below path: String, depth: Int) {
    var path = key(below: path)
    while random.below(4) == 0 {
      blank()
      write(".")
      path = key(below: path)
    }
    blank()
    write("=")
    blank()
    value(below: path, depth: depth)
  }

  private mutating func value(below path: String, depth: Int) {
    switch random.below(depth > 3 ? 4 : 6) {
    case 0: write(pick(["1", "-0.5", "true", "1979-05-27 07:32:00Z", "0x1F", "07:32:00"]))
    case 1: write(pick(["\"k1 = 1 # ] } \\\" é\"", "'\\'", "\"\"", "''"]))
    case 2: write(pick(["\"\"\"\n[t]\nk = \"\"1\\\n  \"\"\"\"\"", "'''\r\n} ] = '' '''", "\"\"\"\"\"\""]))
    case 3: array { file in file.write(file.pick(["1", "2.5", "\"] # \"", "'k = 1'"])) }
    case 4: array { file in file.inlineTable(below: nil, depth: depth + 1) }
    default: inlineTable(below: path, depth: depth + 1)
    }
  }

  private mutating func array(of element: (inout RandomFile) -> Void) {
    write("[")
    for index in 0..<random.below(4) {
      if index > 0 { write(",") }
      write(pick(["", "\n", " # ]\n ", " "]))
      element(&self)
      blank()
    }
    write(pick(["]", "\n]"]))
  }

  private mutating func inlineTable(below path: String?, depth: Int) {
    write("{")
    for index in 0..<random.below(4) {
      if index > 0 { write(",") }
      blank()
      let noted = expected
      member(below: path ?? "", depth: depth)
      // Only tables that have a path of their own are compared.
      if path == nil { expected = noted }
      blank()
    }
    write("}")
  }
}

@Suite struct RandomPositionTests {
  @Test func `the scan and the grammar agree on random files`() throws {
    for seed in UInt64(1)...400 {
      let file = RandomFile(seed: seed)
      let found = try #require(
        try? keyPositions(in: file.text), "seed \(seed): \(refusal(of: file.text) ?? "")\n\(file.text)")
      #expect(found.filter { !$0.contains("[") } == file.expected, "seed \(seed)\n\(file.text)")
    }
  }

  @Test func `damaged files are refused or read but never crash the scan`() throws {
    var refused = 0
    for seed in UInt64(1)...400 {
      var random = SplitMix(state: seed)
      var scalars = Array(RandomFile(seed: seed).text.unicodeScalars)
      for _ in 0...random.below(3) where !scalars.isEmpty {
        let index = random.below(scalars.count)
        let damage: [Unicode.Scalar] = ["\"", "'", "[", "]", "{", "}", "=", ",", ".", "\n", "\r", "\\", "#", "é", " "]
        switch random.below(3) {
        case 0: scalars.remove(at: index)
        case 1: scalars[index] = damage[random.below(damage.count)]
        default: scalars.insert(damage[random.below(damage.count)], at: index)
        }
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let reason = refusal(of: String(text))
      refused += reason == nil ? 0 : 1
      #expect(reason?.contains("cannot tell where") != true, "seed \(seed): \(reason ?? "")\n\(String(text))")
      #expect(reason?.contains("\n") != true, "seed \(seed): \(reason ?? "")")
    }
    #expect(refused > 100)
  }
}
