import CommandJobs
import Testing

struct LineScannerTests {
  /// Scans text cut at the given places, to the end.
  private func scan(_ bytes: [UInt8], cuts: [Int] = [], finishing: Bool = true) -> (found: [Directive], last: String?) {
    var scanner = LineScanner()
    var found: [Directive] = []
    for (start, end) in zip([0] + cuts, cuts + [bytes.count]) {
      bytes[start..<end].withUnsafeBytes { scanner.scan($0) { found.append($0) } }
    }
    if finishing { scanner.finish { found.append($0) } }
    return (found, scanner.lastText)
  }

  private let text = Array("one\n::progress 40\r\n\n  \n::result {\"a\":1}\ntwo\n::log warn full\n".utf8)
  private let directives: [Directive] = [.progress(0.4), .result(Array("{\"a\":1}".utf8)), .log(.warn, "full")]

  @Test func `directives are found in order and are not the last line`() {
    let (found, last) = scan(text)
    #expect(found == directives)
    #expect(last == "two")
  }

  @Test func `it does not matter where output is cut`() {
    for first in 0...text.count {
      for second in first...text.count {
        let (found, last) = scan(text, cuts: [first, second])
        #expect(found == directives)
        #expect(last == "two")
      }
    }
  }

  @Test func `a last line without its end counts when all is read`() {
    #expect(scan(Array("a\n::progress 50".utf8)).found == [.progress(0.5)])
    #expect(scan(Array("a\n::progress 50".utf8), finishing: false).found == [])
    #expect(scan(Array("a\nboom".utf8)).last == "boom")
  }

  @Test func `two colons inside a line mean nothing`() {
    #expect(scan(Array("x ::progress 40\n".utf8)).found == [])
  }

  @Test func `a malformed directive is ordinary output`() {
    let (found, last) = scan(Array("::progress lots\n".utf8))
    #expect(found == [])
    #expect(last == "::progress lots")
  }

  @Test func `a very long line is remembered by its beginning`() {
    let (_, last) = scan(Array("start ".utf8) + [UInt8](repeating: 120, count: 10_000_000) + [10], cuts: [5000])
    #expect(last?.hasPrefix("start xxx") == true)
    #expect(last?.count == 200)
  }

  @Test func `a result that is too long is ordinary output`() {
    let long = Array("::result \"".utf8) + [UInt8](repeating: 97, count: 2 << 20) + Array("\"\n::progress 1\n".utf8)
    #expect(scan(long).found == [.progress(0.01)])
  }

  @Test func `silence has no last line`() {
    #expect(scan([]).last == nil)
    #expect(scan(Array("\n \n\t\n".utf8)).last == nil)
  }
}
