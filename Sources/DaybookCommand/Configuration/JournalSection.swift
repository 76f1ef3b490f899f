import Daybook
import Journal
import Settings

/// `[journal]`: when a change counts as accepted, and what becomes of the journal's past.
struct JournalSection {
  let keep: JournalKeep
  /// Of the workers that apply the file.
  let durability: Durability?

  init(_ table: SettingsTable) {
    keep = table.value("keep", expecting: "a duration such as 7d, or a size such as 2GiB", Self.keep) ?? .nothing
    durability = table.value("durability", expecting: "\"always\", \"interval\", \"interval(200ms)\" or \"os\"") {
      try Durability(parsing: $0)
    }
  }

  /// `7d` keeps what is younger, `2GiB` the newest up to that size.
  static func keep(_ text: String) throws -> JournalKeep {
    if let bytes = SizeText.bytes(text) { return JournalKeep(bytes: bytes) }
    return JournalKeep(milliseconds: try DurationText.milliseconds(text))
  }
}
