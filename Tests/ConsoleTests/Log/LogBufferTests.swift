import Console
import Testing

@Suite struct `A log buffer` {
  private func buffer(_ chunks: String...) -> LogBuffer {
    var buffer = LogBuffer()
    for chunk in chunks { buffer.append(chunk.utf8) }
    return buffer
  }

  private func lines(_ buffer: LogBuffer) -> [String] { (buffer.start..<buffer.end).map { buffer[$0] } }

  @Test(arguments: [
    (["one\ntwo\n"], ["one", "two"]),
    (["one\ntw", "o"], ["one", "two"]),
    (["a\r\nb\r\n"], ["a", "b"]),
    (["10%\r20%\r30%"], ["30%"]),
    (["10%\r20%\r"], ["20%"]),
    (["10%\r20%\r\ndone\n"], ["20%", "done"]),
    (["\n\n"], ["", ""]),
    ([""], []),
    (["\u{1B}[32mok\u{1B}[0m\n"], ["ok"]),
    (["tab\there\n"], ["tab     here"]),
    (["::progress 40\nreal\n::progress 41\n"], ["real"]),
    (["::log warn disk is full\n"], ["warn disk is full"]),
  ])
  func `cuts output into lines`(chunks: [String], expected: [String]) {
    var buffer = LogBuffer()
    for chunk in chunks { buffer.append(chunk.utf8) }
    #expect(lines(buffer) == expected)
  }

  @Test func `gives the same lines however the bytes are split`() {
    let text = "naïve 日本 👍\nprogress 1\rprogress 2\nlast ünfinished"
    let whole = buffer(text)
    var single = LogBuffer()
    for byte in text.utf8 { single.append([byte]) }
    #expect(lines(single) == lines(whole))
    #expect(lines(whole) == ["naïve 日本 👍", "progress 2", "last ünfinished"])
  }

  @Test func `shows no half characters of an unfinished line`() {
    var buffer = LogBuffer()
    buffer.append(Array("ab日".utf8).dropLast())
    #expect(lines(buffer) == ["ab"])
    buffer.append([Array("日".utf8)[2]])
    #expect(lines(buffer) == ["ab日"])
  }

  @Test func `keeps the last ten thousand lines under their numbers`() {
    var buffer = LogBuffer()
    for number in 0..<LogBuffer.lineLimit + 25 { buffer.append("line \(number)\n".utf8) }
    #expect(buffer.start == 25)
    #expect(buffer.end == LogBuffer.lineLimit + 25)
    #expect(buffer[25] == "line 25")
    #expect(buffer[LogBuffer.lineLimit + 24] == "line \(LogBuffer.lineLimit + 24)")
    #expect(buffer[24].isEmpty && buffer[buffer.end].isEmpty)
  }

  @Test func `cuts endless lines between characters`() {
    var buffer = LogBuffer()
    buffer.append(String(repeating: "日", count: 5000).utf8)
    let all = lines(buffer)
    #expect(all.count > 1)
    #expect(all.allSatisfy { $0.utf8.count <= LogBuffer.lineBytes && !$0.contains("\u{FFFD}") })
    #expect(all.joined().count == 5000)
  }

  @Test func `an endless progress line stays one line`() {
    var buffer = LogBuffer()
    for percent in 0..<5000 { buffer.append("\rdone \(percent)".utf8) }
    #expect(lines(buffer) == ["done 4999"])
  }
}
