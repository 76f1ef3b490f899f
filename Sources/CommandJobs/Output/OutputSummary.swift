/// What became of an attempt's output, once all of it was read.
struct OutputSummary: Hashable, Sendable {
  var byteCount: Int64
  var isTruncated: Bool
  /// Why bytes are missing although they are within the limit.
  var problem: String?
  var lastErrorLine: String?
}
