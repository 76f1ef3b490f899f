/// An explanation as lines of text.
extension Explanation {
  /// The sentence, the frequency, the next fires and the warnings, a line each.
  package var text: String {
    var lines = [sentence, frequency]
    if !upcomingText.isEmpty { lines.append("Next:") }
    lines += upcomingText.map { "  " + $0 }
    lines += warnings.map { "Warning: " + $0.message }
    return lines.joined(separator: "\n")
  }

  /// How often it fires: `18 fires on each day it runs, about 4,696 a year`.
  package var frequency: String {
    guard firesPerDay > 0 else { return "Never fires" }
    let noun = firesPerDay == 1 ? "fire" : "fires"
    let daily = "\(Self.grouped(firesPerDay)) \(noun) \(daysPerYear > 365 ? "a day" : "on each day it runs")"
    guard firesPerYear >= 1 else {
      let tenths = Int(10 / firesPerYear + 0.5)
      return "\(daily), about one in \(tenths / 10).\(tenths % 10) years"
    }
    return "\(daily), about \(Self.grouped(Int(firesPerYear + 0.5))) a year"
  }

  /// A number with its thousands parted: `86,400`.
  package static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
