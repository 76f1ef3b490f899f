/// A line of a crontab that remarks are about.
struct LinePlace {
  let file: String
  let line: CrontabLine

  /// The place of a character, or of the whole line.
  func at(_ column: Int?) -> ImportRemark.Place {
    ImportRemark.Place(file: file, line: line.number, column: column, text: line.text)
  }
}
