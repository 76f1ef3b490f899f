/// Finds a job's slot by its id, and walks the ids in order.
///
/// Ids are record sequences: dense where jobs are enqueued in bulk, sparse elsewhere. Pages of 512 ids cost four bytes an
/// id and nothing where no job lives.
struct SlotTable {
  private static let pageBits: UInt64 = 9
  private static let pageSize = 1 << 9

  /// `pages[n]` covers ids from `(firstPage + n) << pageBits`; empty where no job lives.
  private var pages: [[UInt32]] = []
  private var firstPage: UInt64 = 0

  init() {}

  subscript(id: JobID) -> UInt32? {
    guard let page = pageIndex(of: id), !pages[page].isEmpty else { return nil }
    let slot = pages[page][Self.offset(of: id)]
    return slot == JobRow.none ? nil : slot
  }

  /// Records the slot of a new job; ids arrive in ascending order.
  mutating func insert(_ id: JobID, slot: UInt32) {
    let number = id.rawValue >> Self.pageBits
    if pages.isEmpty { firstPage = number }
    while firstPage + UInt64(pages.count) <= number { pages.append([]) }
    let page = Int(number - firstPage)
    if pages[page].isEmpty { pages[page] = Array(repeating: JobRow.none, count: Self.pageSize) }
    pages[page][Self.offset(of: id)] = slot
  }

  /// Walks slots from the newest id below `bound` (nil: from the newest) until `body` returns false.
  func walkDescending(below bound: JobID?, _ body: (UInt32) -> Bool) {
    guard !pages.isEmpty else { return }
    let last = (firstPage + UInt64(pages.count)) << Self.pageBits
    let end = min(bound?.rawValue ?? last, last)
    guard end > firstPage << Self.pageBits else { return }
    var page = Int(((end - 1) >> Self.pageBits) - firstPage)
    var offset = Int((end - 1) & UInt64(Self.pageSize - 1))
    while page >= 0 {
      if !pages[page].isEmpty {
        while offset >= 0 {
          let slot = pages[page][offset]
          if slot != JobRow.none, !body(slot) { return }
          offset -= 1
        }
      }
      page -= 1
      offset = Self.pageSize - 1
    }
  }

  /// Walks slots from the oldest id above `bound` (nil: from the oldest) until `body` returns false.
  func walkAscending(above bound: JobID?, _ body: (UInt32) -> Bool) {
    if bound?.rawValue == .max { return }
    let start = max(bound.map { $0.rawValue + 1 } ?? 0, firstPage << Self.pageBits)
    var page = Int((start >> Self.pageBits) - firstPage)
    var offset = Int(start & UInt64(Self.pageSize - 1))
    while page < pages.count {
      if !pages[page].isEmpty {
        while offset < Self.pageSize {
          let slot = pages[page][offset]
          if slot != JobRow.none, !body(slot) { return }
          offset += 1
        }
      }
      page += 1
      offset = 0
    }
  }

  private func pageIndex(of id: JobID) -> Int? {
    let number = id.rawValue >> Self.pageBits
    guard number >= firstPage, number - firstPage < UInt64(pages.count) else { return nil }
    return Int(number - firstPage)
  }

  private static func offset(of id: JobID) -> Int { Int(id.rawValue & UInt64(pageSize - 1)) }
}
