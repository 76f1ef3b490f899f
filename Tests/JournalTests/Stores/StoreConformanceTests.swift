import Foundation
import Journal
import Synchronization
import Testing

/// What every store promises.
@Suite struct StoreConformanceTests {
  private struct Refusal: Error, Equatable {}

  @Test(arguments: StoreKind.allCases)
  func `an empty log delivers nothing and has position 0`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    #expect(try store.collect().isEmpty)
    #expect(store.position == 0)
    #expect(try store.readAll(from: 0).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func `records are numbered from 1 without gaps and delivered to others in order`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let writer = try open()
    #expect(try writer.append([NewRecord("a"), NewRecord("b", payload: true)]) == 1...2)
    #expect(try writer.append([NewRecord("")]) == 3...3)
    let reader = try open()
    let expected = [("a", 1), ("b", 2), ("", 3)].map { Delivery(sequence: UInt64($1), bytes: Array($0.utf8)) }
    #expect(try reader.collect() == expected)
    #expect(reader.position == 3)
    #expect(try reader.collect().isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func `a record with a payload is found by its number, one that is not there is refused`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    try store.append([NewRecord("a", payload: true), NewRecord("b"), NewRecord("c", payload: true)])
    #expect(try store.payloadRecord(1) == Array("a".utf8))
    #expect(try store.payloadRecord(3) == Array("c".utf8))
    for sequence: UInt64 in [0, 4] {
      let error = #expect(throws: JournalError.self) { try store.payloadRecord(sequence) }
      #expect(error?.code == .noSuchRecord)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `what a store appends is not delivered to it`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    try store.append("mine")
    #expect(store.position == 1)
    #expect(try store.collect().isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func `a transaction first delivers what others appended`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let (first, second) = (try open(), try open())
    try first.append("theirs")
    var delivered: [Delivery] = []
    var next: UInt64 = 0
    let range = try second.transact(
      { delivered.append(Delivery(sequence: $0, bytes: Array($1))) },
      { sequence in
        next = sequence
        return [NewRecord("mine")]
      }
    )
    #expect(delivered == [Delivery(sequence: 1, bytes: Array("theirs".utf8))])
    #expect(next == 2)
    #expect(range == 2...2)
    #expect(second.position == 2)
  }

  @Test(arguments: StoreKind.allCases)
  func `a decision to append nothing changes nothing`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    #expect(try store.append([NewRecord]()) == nil)
    #expect(store.position == 0)
    #expect(try store.append("a") == 1)
  }

  @Test(arguments: StoreKind.allCases)
  func `an opener knows how much there is to read`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let first = try open()
    #expect(first.lastKnown == 0)
    for number in 1...5 { try first.append("\(number)") }
    let late = try open()
    #expect(late.position == 0)
    #expect(late.lastKnown == 5)
    _ = try late.collect()
    #expect(late.lastKnown == 5)
  }

  @Test(arguments: StoreKind.allCases)
  func `an error of the decision is passed on and the lock given up`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let (first, second) = (try open(), try open())
    #expect(throws: Refusal()) { try first.transact(ignore) { _ in throw Refusal() } }
    #expect(try second.append("a") == 1)
    #expect(try first.append("b") == 2)
  }

  @Test(arguments: StoreKind.allCases)
  func `an error of the receiver stops before the record, which comes again`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let (writer, reader) = (try open(), try open())
    try writer.append((1...5).map { NewRecord("\($0)", payload: $0 == 3) })
    var delivered: [UInt64] = []
    #expect(throws: Refusal()) {
      try reader.catchUp { sequence, _ in
        if sequence == 3, delivered.count == 2 { throw Refusal() }
        delivered.append(sequence)
      }
    }
    #expect(reader.position == 2)
    try reader.catchUp { sequence, _ in delivered.append(sequence) }
    #expect(delivered == [1, 2, 3, 4, 5])
    #expect(try reader.record(3) == Array("3".utf8))
  }

  @Test(arguments: StoreKind.allCases)
  func `any record delivered is found by its number`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let (writer, reader) = (try open(), try open())
    let texts = (1...300).map { String(repeating: "\($0),", count: $0 % 40) }
    for start in stride(from: 0, to: texts.count, by: 7) {
      try writer.append(
        texts[start..<min(start + 7, texts.count)].map { NewRecord($0, payload: $0.count % 3 != 0) }
      )
    }
    _ = try reader.collect()
    for store in [writer, reader] {
      for (index, text) in texts.enumerated() {
        #expect(try store.record(UInt64(index) + 1) == Array(text.utf8), "record \(index + 1)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases, [0, 301] as [UInt64])
  func `a record that was not delivered is refused`(kind: StoreKind, sequence: UInt64) throws {
    let store = try kind.makeLog()()
    try store.append((1...300).map { NewRecord("\($0)") })
    let error = #expect(throws: JournalError.self) { try store.record(sequence) }
    #expect(error?.code == .noSuchRecord)
    #expect(error?.sequence == sequence)
  }

  @Test(arguments: StoreKind.allCases, [1, 2, 150, 299, 300, 301] as [UInt64])
  func `reading begins anywhere and ends at the end`(kind: StoreKind, start: UInt64) throws {
    let store = try kind.makeLog()()
    for number in 1...60 { try store.append((1...5).map { NewRecord("\(number)-\($0)") }) }
    #expect(try store.readAll(from: start).map(\.sequence) == Array(start..<301))
    #expect(store.position == 300)
  }

  @Test(arguments: StoreKind.allCases)
  func `reading stops when it is told to`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    try store.append((1...10).map { NewRecord("\($0)") })
    var seen: [UInt64] = []
    try store.read(from: 3) { sequence, _ in
      seen.append(sequence)
      return sequence < 5
    }
    #expect(seen == [3, 4, 5])
  }

  @Test(arguments: StoreKind.allCases)
  func `a record above the limit is refused and nothing is appended`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    let large = NewRecord(bytes: [UInt8](repeating: 1, count: JournalLimits.recordBytes + 1), hasPayload: true)
    let error = #expect(throws: JournalError.self) { try store.append([NewRecord("small"), large]) }
    #expect(error?.code == .tooLarge)
    #expect(store.position == 0)
    #expect(try store.append([NewRecord(bytes: large.bytes.dropLast(), hasPayload: true)]) == 1...1)
    #expect(try store.record(1).count == JournalLimits.recordBytes)
  }

  @Test(arguments: StoreKind.allCases)
  func `an append above the limit is refused`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    let record = NewRecord(bytes: [UInt8](repeating: 1, count: JournalLimits.recordBytes), hasPayload: false)
    let error = #expect(throws: JournalError.self) { try store.append(Array(repeating: record, count: 16)) }
    #expect(error?.code == .tooLarge)
    #expect(store.position == 0)
  }

  @Test(arguments: StoreKind.allCases)
  func `an append of another opener ends the wait`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let (writer, reader) = (try open(), try open())
    try writer.append("before")
    #expect(reader.waitForChange(timeoutMilliseconds: 0))
    _ = try reader.collect()
    #expect(!reader.waitForChange(timeoutMilliseconds: 0))
    let thread = Thread { _ = try? writer.append("after") }
    thread.start()
    #expect(reader.waitForChange(timeoutMilliseconds: 60_000))
    #expect(try reader.collect().map(\.sequence) == [2])
  }

  @Test(arguments: StoreKind.allCases)
  func `its own append does not end the wait`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    try store.append("mine")
    #expect(!store.waitForChange(timeoutMilliseconds: 20))
  }

  @Test(arguments: StoreKind.allCases)
  func `waking ends the wait, also before it began`(kind: StoreKind) throws {
    let store = try kind.makeLog()()
    store.wake()
    #expect(!store.waitForChange(timeoutMilliseconds: -1))
    let thread = Thread { store.wake() }
    thread.start()
    #expect(!store.waitForChange(timeoutMilliseconds: -1))
  }

  @Test(arguments: StoreKind.allCases)
  func `appends of several threads are all there once and in one order`(kind: StoreKind) throws {
    let open = try kind.makeLog()
    let threads = 4
    let perThread = 60
    let given = Mutex<[UInt64: String]>([:])
    let failures = Mutex<[String]>([])
    let finished = DispatchGroup()
    for thread in 0..<threads {
      let store = try open()
      DispatchQueue.global().async(group: finished) {
        do {
          for number in 0..<perThread {
            let text = "\(thread)-\(number)"
            let range = try store.append([NewRecord(text + "a"), NewRecord(text + "b", payload: true)])
            given.withLock {
              for (place, sequence) in (range ?? 0...0).enumerated() { $0[sequence] = text + (place == 0 ? "a" : "b") }
            }
          }
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
    }
    finished.wait()
    #expect(failures.withLock { $0 } == [])
    let delivered = try open().collect()
    #expect(delivered.map(\.sequence) == Array(1...UInt64(2 * threads * perThread)))
    let expected = given.withLock { $0 }
    #expect(delivered.allSatisfy { expected[$0.sequence].map { Array($0.utf8) } == $0.bytes })
  }
}
