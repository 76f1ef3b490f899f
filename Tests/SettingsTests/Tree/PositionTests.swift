import Testing

@Suite struct PositionTests {
  struct Example: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let positions: [String]

    init(_ name: String, _ text: String, _ positions: [String]) {
      testDescription = name
      self.text = text
      self.positions = positions
    }
  }

  static let examples = [
    Example("an empty file", "", []),
    Example("plain keys", "a = 1\n  b=2\n\tc = 3", ["a 1:1", "b 2:3", "c 3:2"]),
    Example("a table header", "[jobs]\na = 1\n[ queues ]\n", ["jobs 1:2", "jobs.a 2:1", "queues 3:3"]),
    Example(
      "headers with several parts", "[jobs.backup]\na = 1\n[jobs . report]\na = 2\n",
      ["jobs 1:2", "jobs.backup 1:7", "jobs.backup.a 2:1", "jobs.report 3:9", "jobs.report.a 4:1"]
    ),
    Example(
      "a table whose header comes after a longer one", "[a.b.c]\nx = 1\n[a]\ny = 2\n",
      ["a 3:2", "a.b 1:4", "a.b.c 1:6", "a.b.c.x 2:1", "a.y 4:1"]
    ),
    Example(
      "dotted keys", "a.b = 1\na . c = 2\na.\"d.e\".f = 3\n",
      ["a 1:1", "a.b 1:3", "a.c 2:5", "a.d.e 3:3", "a.d.e.f 3:9"]
    ),
    Example(
      "quoted keys", "\"a b\" = 1\n'c\"#d' = 2\n\"e\\u0066\\\"\" = 3\n\"\" = 4\n",
      ["a b 1:1", "c\"#d 2:1", "ef\" 3:1", " 4:1"]
    ),
    Example("quoted headers", "[a.\"b]c\".'d']\nx = 1\n", ["a 1:2", "a.b]c 1:4", "a.b]c.d 1:10", "a.b]c.d.x 2:1"]),
    Example(
      "inline tables", "a = { b = 1, c = { d = 2 }, e.f = 3 }\n",
      ["a 1:1", "a.b 1:7", "a.c 1:14", "a.c.d 1:20", "a.e 1:29", "a.e.f 1:31"]
    ),
    Example("empty inline tables and arrays", "a = {}\nb = []\nc = [[], {}]\n", ["a 1:1", "b 2:1", "c 3:1"]),
    Example(
      "arrays over several lines", "a = [\n  \"b = 1\", # c = 2\n  'd = 3'\n  , # ] }\n]\ne = 4\n",
      ["a 1:1", "e 6:1"]
    ),
    Example(
      "multi-line strings with text like keys",
      "a = \"\"\"\nb = 1\n[c]\n\\\"\"\" d = 2\n\"\"\"\ne = '''\n[f]\n'''\ng = 3\n",
      ["a 1:1", "e 6:1", "g 9:1"]
    ),
    Example(
      "quotes next to closing quotes",
      "a = \"\"\"x\"\"\"\"\"\nb = ''''y''''\nc = \"\"\nd = ''\ne = \"\"\"\"\"\"\nf = 1\n",
      ["a 1:1", "b 2:1", "c 3:1", "d 4:1", "e 5:1", "f 6:1"]
    ),
    Example("escaped quotes", "a = \"\\\"\\\\\"\nb = 'c:\\'\nd = 1\n", ["a 1:1", "b 2:1", "d 3:1"]),
    Example(
      "comments with text like keys", "# a = 1\nb = 2 # c = 3 [d]\n#[e]\n[f] # g = 1\nh = 'x' # \"\"\"\ni = 2",
      ["b 2:1", "f 4:2", "f.h 5:1", "f.i 6:1"]
    ),
    Example(
      "the same key in several tables", "k = 1\n[a]\nk = 2\n[b]\n  k = 3\n",
      [
        "k 1:1", "a 2:2", "a.k 3:1", "b 4:2", "b.k 5:3",
      ]),
    Example(
      "arrays of tables", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n[[a.e]]\nf = 4\n",
      ["a 1:3", "a[0].b 2:1", "a[1].b 4:1", "a[1].c 5:4", "a[1].c.d 6:1", "a[1].e 7:5", "a[1].e[0].f 8:1"]
    ),
    Example("inline arrays of tables", "a = [{b = 1},\n  {b = 2}]\n", ["a 1:1", "a[0].b 1:7", "a[1].b 2:4"]),
    Example(
      "bare values of every kind",
      "a = 1979-05-27 07:32:00 # x\nb = [1_0, 0xFF,-2.5e3,true]\nc = {d = 07:32:00,e = inf}\n",
      ["a 1:1", "b 2:1", "c 3:1", "c.d 3:6", "c.e 3:19"]
    ),
    Example(
      "Windows line ends", "a = 1\r\n[b]\r\nc = \"\"\"x\r\ny\"\"\"\r\nd = 2\r\n",
      [
        "a 1:1", "b 2:2", "b.c 3:1", "b.d 5:1",
      ]),
    Example("a byte-order mark", "\u{FEFF}a = 1\nb = 2\n", ["a 1:1", "b 2:1"]),
    Example(
      "characters of several bytes", "a = { \"é€😀\" = 1, b = 'ü', c = 2 }\n",
      [
        "a 1:1", "a.é€😀 1:7", "a.b 1:18", "a.c 1:27",
      ]),
    Example(
      "keys that are numbers", "1 = 2\n3.4 = 5\n[6]\n7-8 = 9\n", ["1 1:1", "3 2:1", "3.4 2:3", "6 3:2", "6.7-8 4:1"]),
  ]

  @Test(arguments: examples)
  func `every key is found where it is written`(example: Example) throws {
    #expect(try keyPositions(in: example.text) == example.positions)
  }

  @Test func `keys keep the order of the file`() throws {
    let text = "[jobs.zebra]\nx = 1\n[queues]\n[jobs.ant]\nx = 1\n[jobs.middle]\n"
    #expect(
      try keyPositions(in: text).filter { !$0.contains(".x") }
        == ["jobs 1:2", "jobs.zebra 1:7", "jobs.ant 4:7", "jobs.middle 6:7", "queues 3:2"]
    )
  }
}
