import DaybookCommand
import Foundation
import Testing

struct JSONTextTests {
  @Test func `keys keep their order and absent values are null`() {
    let value = JSONText.object([
      "z": .integer(1), "a": .null, "m": .array([.boolean(true), .number(0.5)]), "b": .text(nil),
    ])
    #expect(value.description == #"{"z":1,"a":null,"m":[true,0.5],"b":null}"#)
  }

  @Test func `payloads are embedded as they are`() {
    #expect(JSONText.array([.raw(Array(#"{"b":1.50}"#.utf8))]).description == #"[{"b":1.50}]"#)
  }

  @Test(arguments: [
    ("a\"b\\c", #""a\"b\\c""#), ("tab\there\n", #""tab\there\n""#), ("\u{1B}[31m\u{7F}", #""\u001b[31m\u007f""#),
    ("\u{202E}x\u{200B}", #""\u202ex\u200b""#), ("é 漢 😀", "\"é 漢 😀\""), ("", "\"\""),
  ])
  func `a string is escaped so that no terminal acts on it`(text: String, json: String) throws {
    #expect(JSONText.string(text).description == json)
    #expect(try JSONDecoder().decode(String.self, from: Data(JSONText.string(text).bytes)) == text)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func `what is no number in JSON is null`(number: Double) {
    #expect(JSONText.number(number).description == "null")
  }

  @Test func `counts beyond a signed number are clamped`() {
    #expect(JSONText.count(UInt64.max).description == "\(Int64.max)")
    #expect(JSONText.count(Int?.none).description == "null")
  }
}
