import Cron
import Testing

@Suite struct CivilDateTests {
  @Test func `dates and day numbers agree over eight hundred years, day by day`() {
    var (year, month, day) = (1_600, 1, 1)
    let first = CivilDate(year: year, month: month, day: day).dayNumber
    var weekday = CivilDate.weekday(ofDay: first)
    for number in first..<first + 292_194 {
      let date = CivilDate(year: year, month: month, day: day)
      guard date.dayNumber == number, CivilDate(dayNumber: number) == date, CivilDate.weekday(ofDay: number) == weekday
      else {
        Issue.record("day \(number) is not \(year)-\(month)-\(day)")
        return
      }
      weekday = (weekday + 1) % 7
      day += 1
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      if day > [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        (month, day) = (month + 1, 1)
      }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2_400, 1, 1))
  }

  @Test(arguments: [(0, 1970, 1, 1, 4), (-1, 1969, 12, 31, 3), (-719_528, 0, 1, 1, 6), (20_778, 2026, 11, 21, 6)])
  func `known days have their dates and weekdays`(number: Int64, year: Int, month: Int, day: Int, weekday: Int) {
    #expect(CivilDate(dayNumber: number) == CivilDate(year: year, month: month, day: day))
    #expect(CivilDate.weekday(ofDay: number) == weekday)
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28)])
  func `February has a leap day when the calendar says so`(year: Int, length: Int) {
    #expect(CivilDate.length(ofMonth: 2, year: year) == length)
    #expect(CivilDate.isLeap(year) == (length == 29))
  }

  @Test(arguments: [0, 1, -1, 86_399, 86_400, -86_400, -86_401, 1_795_232_210, -62_167_219_200])
  func `wall seconds survive a round trip through a time`(seconds: Int64) {
    let time = CivilTime(wallSeconds: seconds)
    #expect(time.wallSeconds == seconds)
    #expect((0..<24).contains(time.hour) && (0..<60).contains(time.minute) && (0..<60).contains(time.second))
  }
}
