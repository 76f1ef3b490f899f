/// What one or more crontabs become.
package struct CrontabImport: Hashable, Sendable {
  /// A piece of the jobs file, in the order of the crontabs.
  package enum Item: Hashable, Sendable {
    case job(ImportedJob)
    /// Lines that are kept as comments: comments that describe no entry, and entries that were left out.
    case comments([String])
  }

  package var items: [Item] = []
  package var remarks: [ImportRemark] = []

  package var jobs: [ImportedJob] {
    items.compactMap { item in
      if case .job(let job) = item { job } else { nil }
    }
  }

  /// How many entries and settings were left out.
  package var leftOutCount: Int { remarks.count { $0.kind == .leftOut } }
}
