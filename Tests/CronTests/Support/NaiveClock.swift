import Foundation

/// The wall clock of a zone over some days, worked out instant by instant: the oracle.
///
/// It knows nothing of spans or masks. It asks for the offset at every second or minute, and Foundation for the date of
/// every day, and applies the written rule to each.
struct NaiveClock {
  private struct Day {
    let year, month, day, weekday, length: Int
  }

  let start: Int64
  /// Seconds from one instant looked at to the next.
  let step: Int64
  /// The latest wall seconds shown before the start.
  private let highWater: Int64
  private var walls: [Int64] = []
  private var days: [Int64: Day] = [:]

  var end: Int64 { start + Int64(walls.count) * step }

  init(start: Int64, step: Int64, count: Int, offset: @escaping (_ instant: Int64) -> Int) {
    self.start = start
    self.step = step
    let wall = { (instant: Int64) in instant + Int64(offset(instant)) }
    // Three days back is further than any clock is turned; offsets change on the minute.
    highWater = (1...4_320).map { wall(start - Int64($0) * 60) }.reduce(wall(start - step), max)
    walls = (0..<count).map { wall(start + Int64($0) * step) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let low = min(highWater, walls.min() ?? highWater) / 86_400 - 1
    for number in low...(walls.max() ?? highWater) / 86_400 + 1 {
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      let length = calendar.range(of: .day, in: .month, for: date)?.count ?? 0
      days[number] = Day(
        year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0, weekday: (parts.weekday ?? 0) - 1,
        length: length)
    }
  }

  /// The first fires from the start on.
  func fires(of expression: RandomExpression, limit: Int) -> [Int64] {
    let matcher = Matcher(expression, days: days)
    var found: [Int64] = []
    var high = highWater
    for (index, wall) in walls.enumerated() where found.count < limit {
      let isDue: Bool
      if expression.isFixed {
        // Every time of day that the clock reaches or passes for the first time.
        isDue = wall > high && stride(from: high + step, through: wall, by: Int(step)).contains(where: matcher.matches)
      } else {
        isDue = matcher.matches(wall)
      }
      high = max(high, wall)
      if isDue { found.append(start + Int64(index) * step) }
    }
    return found
  }

  /// Tables for one expression, so that a scan is quick enough to be naive.
  private struct Matcher {
    private let seconds, minutes, hours: [Bool]
    private let days: [Int64: Bool]

    init(_ expression: RandomExpression, days: [Int64: Day]) {
      seconds = (0..<60).map(expression.second.values.contains)
      minutes = (0..<60).map(expression.minute.values.contains)
      hours = (0..<24).map(expression.hour.values.contains)
      self.days = days.mapValues {
        expression.matches(year: $0.year, month: $0.month, day: $0.day, weekday: $0.weekday, length: $0.length)
      }
    }

    func matches(_ wall: Int64) -> Bool {
      seconds[Int(wall % 60)] && minutes[Int(wall / 60 % 60)] && hours[Int(wall / 3_600 % 24)]
        && days[wall / 86_400] ?? false
    }
  }
}
