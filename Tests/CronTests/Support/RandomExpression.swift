/// A random expression together with what it means, worked out from the same choices and not by parsing.
struct RandomExpression {
  /// A field as text, with its plain values and whether it begins with `*`.
  struct Field {
    var text: String
    var values: Set<Int>
    var beginsWithStar: Bool
    var extras: [Extra] = []
  }

  /// What the day fields have beyond numbers.
  enum Extra {
    case lastDay, lastWorkday
    case nth(Int, weekday: Int)
    case last(weekday: Int)
  }

  let text: String
  let second, minute, hour, dayOfMonth, month, dayOfWeek: Field

  var isFixed: Bool { ![second, minute, hour].contains { $0.beginsWithStar } }

  init(seconds: Bool, using generator: inout SeededGenerator) {
    second = seconds ? Self.field(0...59, using: &generator) : Field(text: "", values: [0], beginsWithStar: false)
    minute = Self.field(0...59, using: &generator)
    // Hours around a change of the clock make the interesting cases frequent.
    hour = generator.oneIn(3) ? Self.field(0...3, top: 23, using: &generator) : Self.field(0...23, using: &generator)
    month = generator.oneIn(4) ? Self.field(1...12, using: &generator) : Self.star(1...12)
    var dayOfMonth = generator.oneIn(2) ? Self.star(1...31) : Self.field(1...31, using: &generator)
    var dayOfWeek = generator.oneIn(2) ? Self.star(0...6) : Self.field(0...7, using: &generator)
    dayOfWeek.values = Set(dayOfWeek.values.map { $0 % 7 })
    if generator.oneIn(5) { Self.extend(&dayOfMonth, with: generator.oneIn(2) ? .lastDay : .lastWorkday) }
    if generator.oneIn(5) {
      let weekday = Int.random(in: 0...7, using: &generator)
      let nth = Int.random(in: 1...5, using: &generator)
      Self.extend(&dayOfWeek, with: generator.oneIn(2) ? .nth(nth, weekday: weekday) : .last(weekday: weekday))
    }
    (self.dayOfMonth, self.dayOfWeek) = (dayOfMonth, dayOfWeek)
    let fields = (seconds ? [second] : []) + [minute, hour, dayOfMonth, month, dayOfWeek]
    text = fields.map(\.text).joined(separator: " ")
  }

  /// Whether a day matches, by the words of the rule.
  func matches(year: Int, month: Int, day: Int, weekday: Int, length: Int) -> Bool {
    guard self.month.values.contains(month) else { return false }
    let byDate =
      dayOfMonth.values.contains(day)
      || dayOfMonth.extras.contains { Self.holds($0, day: day, weekday: weekday, length: length) }
    let byWeekday =
      dayOfWeek.values.contains(weekday)
      || dayOfWeek.extras.contains { Self.holds($0, day: day, weekday: weekday, length: length) }
    return dayOfMonth.beginsWithStar || dayOfWeek.beginsWithStar ? byDate && byWeekday : byDate || byWeekday
  }

  private static func star(_ range: ClosedRange<Int>) -> Field {
    Field(text: "*", values: Set(range), beginsWithStar: true)
  }

  private static func holds(_ extra: Extra, day: Int, weekday: Int, length: Int) -> Bool {
    switch extra {
    case .lastDay: return day == length
    case .nth(let nth, let wanted): return weekday == wanted % 7 && (day - 1) / 7 + 1 == nth
    case .last(let wanted): return weekday == wanted % 7 && day + 7 > length
    case .lastWorkday:
      var last = length
      while [0, 6].contains((weekday + last - day + 35) % 7) { last -= 1 }
      return day == last
    }
  }

  private static func extend(_ field: inout Field, with extra: Extra) {
    let text =
      switch extra {
      case .lastDay: "L"
      case .lastWorkday: "LW"
      case .nth(let nth, let weekday): "\(weekday)#\(nth)"
      case .last(let weekday): "\(weekday)L"
      }
    if field.text == "*" {
      field = Field(text: text, values: [], beginsWithStar: false, extras: [extra])
    } else {
      field.text += "," + text
      field.extras.append(extra)
    }
  }

  private static func field(
    _ range: ClosedRange<Int>, top: Int? = nil, using generator: inout SeededGenerator
  ) -> Field {
    let top = top ?? range.upperBound
    let terms = generator.oneIn(3) ? Int.random(in: 2...4, using: &generator) : 1
    var field = Field(text: "", values: [], beginsWithStar: false)
    for index in 0..<terms {
      let (text, values) = term(range, top: top, using: &generator)
      field.text += (index == 0 ? "" : ",") + text
      field.values.formUnion(values)
    }
    field.beginsWithStar = field.text.hasPrefix("*")
    return field
  }

  private static func term(
    _ range: ClosedRange<Int>, top: Int, using generator: inout SeededGenerator
  ) -> (String, [Int]) {
    let low = Int.random(in: range, using: &generator)
    let high = Int.random(in: low...range.upperBound, using: &generator)
    let step = Int.random(in: 1...max(2, top / 2), using: &generator)
    let bottom = range.lowerBound
    // A week has seven days, though Sunday may be written 7.
    let end = range == 0...7 ? 6 : top
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return ("*", Array(bottom...end))
    case 1: return ("*/\(step)", Array(stride(from: bottom, through: end, by: step)))
    case 2: return ("\(low)-\(high)", Array(low...high))
    case 3: return ("\(low)-\(high)/\(step)", Array(stride(from: low, through: high, by: step)))
    case 4: return ("\(low)/\(step)", Array(stride(from: low, through: top, by: step)))
    default: return ("\(low)", [low])
    }
  }
}
