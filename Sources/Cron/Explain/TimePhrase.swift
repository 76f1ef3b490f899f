/// The times of day of an expression in words: `At 09:00`, `Every 5 minutes`, `At minutes 0 and 30 past hours 9 to 17`.
struct TimePhrase {
  let times: TimeOfDaySet

  /// More times than this are described by their fields and not listed.
  private static let mostListed = 4

  /// Whether the words restrict the hours of the day.
  var namesHours: Bool { !times.hours.contains(CronField.hour.range) }

  var text: String {
    if namesHours, times.count <= Self.mostListed { return "At " + EnglishList.joined(clockTimes) }
    let phrase = hasSeconds ? secondsPhrase : minutesPhrase
    return phrase.prefix(1).uppercased() + phrase.dropFirst()
  }

  private var hasSeconds: Bool { times.seconds != ValueSet(0...0) }

  private var clockTimes: [String] {
    var texts: [String] = []
    for hour in times.hours.values {
      for minute in times.minutes.values {
        for second in times.seconds.values {
          texts.append(Self.clockText(hour * 3_600 + minute * 60 + second))
        }
      }
    }
    return texts
  }

  private var minutesPhrase: String {
    if let rhythm = Self.rhythm(times.minutes, of: .minute) { return rhythm + (duringHours ?? "") }
    return "at " + Self.named(times.minutes, of: .minute) + pastHours
  }

  private var secondsPhrase: String {
    let rhythm = Self.rhythm(times.seconds, of: .second)
    let seconds = rhythm ?? "at " + Self.named(times.seconds, of: .second)
    guard times.minutes.contains(CronField.minute.range) else {
      return "\(seconds) of \(Self.named(times.minutes, of: .minute))\(pastHours)"
    }
    return seconds + (rhythm == nil ? " of every minute" : "") + (duringHours ?? "")
  }

  private var duringHours: String? {
    namesHours ? " during " + Self.named(times.hours, of: .hour) : nil
  }

  private var pastHours: String {
    namesHours ? " past " + Self.named(times.hours, of: .hour) : " past every hour"
  }

  /// `every minute`, `every 5 minutes`; nil when the values do not divide the whole range evenly.
  private static func rhythm(_ values: ValueSet, of field: CronField) -> String? {
    if values.contains(field.range) { return "every \(field.name)" }
    let list = values.values
    guard let step = EnglishList.step(of: list), list.count > 2, list[0] == 0, list.count * step == 60 else {
      return nil
    }
    return "every \(step) \(field.name)s"
  }

  private static func named(_ values: ValueSet, of field: CronField) -> String {
    let list = values.values
    return "\(field.name)\(list.count == 1 ? "" : "s") \(EnglishList.words(list) { String($0) })"
  }

  /// `09:30`, or `09:30:15` when there are seconds.
  static func clockText(_ secondOfDay: Int) -> String {
    let parts = [secondOfDay / 3_600, secondOfDay / 60 % 60] + (secondOfDay % 60 == 0 ? [] : [secondOfDay % 60])
    return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
  }
}
