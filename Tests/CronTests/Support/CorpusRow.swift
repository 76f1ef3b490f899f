import Foundation
import Testing

/// One case of a conformance corpus.
struct CorpusRow: Decodable, Sendable {
  let id: String
  let expr: String
  let tz: String?
  let from: String?
  let count: Int?
  let next: [String]?
  let valid: Bool?
  let category: String?
  let tags: [String]

  /// The rows of a fixture, without those that bear a tag.
  static func load(_ name: String, skipping tag: String) throws -> [CorpusRow] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Fixtures"))
    let decoder = JSONDecoder()
    return try Data(contentsOf: url).split(separator: UInt8(ascii: "\n"))
      .map { try decoder.decode(CorpusRow.self, from: $0) }
      .filter { !$0.tags.contains(tag) }
  }
}
