import Settings
import Testing

@Suite struct BareValueTests {
  @Test(arguments: [
    "1", "-17", "+0", "1_000", "0x1F", "0o755", "0b1010", "0.5", "-6.02e+23", "1E9", "inf", "-inf", "nan", "true",
    "false",
    "1979-05-27", "07:32:00", "07:32:00.999999", "1979-05-27T07:32:00", "1979-05-27 07:32:00", "1979-05-27t07:32:00z",
    "1979-05-27T00:32:00.5-07:00", "1979-05-27 07:32:00+01:00",
  ])
  func `every bare value of the grammar gets through`(text: String) {
    for frame in ["a = \(text)", "a = [\(text),\(text)]", "a = {b=\(text),c=\(text)}", "a = \(text) # x"] {
      #expect(refusal(of: frame) == nil, "\(frame)")
    }
  }

  @Test(arguments: [
    "restic", "tru", "yes", "2h", "5s", "10m", "5 minutes", "~/x", "/home", "1 2", "-", "+", ".5", "5.", "_1", "--1",
    "1e", "1e+",
    "0x", "1979-05-27 0", "1979-05-27T", "1979-05-27 7", "1979-05-27true07:32.", "1979-05-27T07:32:00+", "07:32",
    "\u{2028}",
    "-07:32:00", "Inf", "é",
  ])
  func `what is no value is refused before the parser aborts on it`(text: String) {
    let reason = "\"\(text == "\u{2028}" ? "\u{FFFD}" : text)\" is not a TOML value; text needs quotes around it"
    #expect(refusal(of: "a = \(text)") == "1:5: \(reason)")
    #expect(refusal(of: "a = [\(text),1]") == "1:6: \(reason)")
    #expect(refusal(of: "a = [1979-05-27 \(text)]") != nil)
  }

  @Test func `a missing value is called missing`() {
    #expect(refusal(of: "a = ") == "1:5: a value is missing here")
    #expect(refusal(of: "a = # b") == "1:5: a value is missing here")
    #expect(refusal(of: "a = [}") == "1:6: a value is missing here")
    #expect(refusal(of: "a = { b = }") == "1:11: a value is missing here")
  }
}
