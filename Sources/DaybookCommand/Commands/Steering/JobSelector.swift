import ArgumentParser
package import Daybook

/// How a command line names jobs: `4821`, `#4821`, `4800-4821`, `key:NAME`.
package enum JobSelector: Hashable, Sendable, ExpressibleByArgument {
  case one(JobID)
  /// Every job that is kept between two ids, both included.
  case range(ClosedRange<UInt64>)
  /// The live job that holds a key.
  case key(String)

  package init?(argument: String) {
    if argument.hasPrefix("key:") {
      let key = String(argument.dropFirst(4))
      if key.isEmpty { return nil }
      self = .key(key)
      return
    }
    let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
    switch parts.count {
    case 1:
      guard let id = parts[0] else { return nil }
      self = .one(JobID(id))
    case 2:
      guard let first = parts[0], let last = parts[1], first <= last else { return nil }
      self = .range(first...last)
    default: return nil
    }
  }

  /// The ids it stands for, oldest first.
  ///
  /// - Throws: `DaybookError` with code `notFound` when there is none.
  package func ids(in engine: Engine) throws(DaybookError) -> [JobID] {
    switch self {
    case .one(let id):
      guard engine.read({ $0.summary(of: id) }) != nil else { throw DaybookError.unknownJob(id) }
      return [id]
    case .key(let key):
      guard let id = engine.read({ $0.job(withKey: key) }) else {
        throw DaybookError(
          .notFound, "no live job has the key '\(key)': daybook jobs --where key:\(key) lists ended ones")
      }
      return [id]
    case .range(let range):
      let ids = Self.ids(within: range, engine)
      if ids.isEmpty {
        throw DaybookError(
          .notFound, "no jobs from #\(range.lowerBound) to #\(range.upperBound): daybook jobs lists them")
      }
      return ids
    }
  }

  /// The one job it stands for.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for a range, `notFound` when there is none.
  package func single(in engine: Engine) throws(DaybookError) -> JobID {
    if case .range = self { throw DaybookError(.invalidInput, "this command takes one job, not a range of them") }
    guard let id = try ids(in: engine).first else {
      preconditionFailure("a job selector that names one job found none")
    }
    return id
  }

  private static func ids(within range: ClosedRange<UInt64>, _ engine: Engine) -> [JobID] {
    var ids: [JobID] = []
    var last = range.lowerBound == 0 ? nil : JobID(range.lowerBound - 1)
    while true {
      let page = engine.read { $0.jobs(matching: .all, after: last, limit: 500) }
      ids += page.map(\.id).filter { $0.rawValue <= range.upperBound }
      guard let newest = page.last, newest.id.rawValue < range.upperBound else { return ids }
      last = newest.id
    }
  }

  private static func number(_ text: Substring) -> UInt64? {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text
    return digits.allSatisfy(\.isASCII) ? UInt64(digits) : nil
  }
}
