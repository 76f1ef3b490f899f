import Daybook
import Testing

/// The state in a snapshot: exact, and the same bytes everywhere.
struct SnapshotCodingTests {
  @Test func `the empty state is written and read`() throws {
    let bytes = SchedulerState().encoded()
    let state = try bytes.withUnsafeBytes { try SchedulerState(decoding: $0) }
    #expect(state.encoded() == bytes)
    #expect(state.portrait == SchedulerState().portrait)
  }

  @Test(arguments: 1...8)
  func `at every step the state read back is the state, in every stored property`(_ seed: Int) throws {
    var walk = RandomWalk(seed: UInt64(seed))
    for step in 0..<100 {
      try walk.wander()
      let bytes = walk.harness.state.encoded()
      let read = try bytes.withUnsafeBytes { try SchedulerState(decoding: $0) }
      #expect(read.encoded() == bytes, "seed \(seed), step \(step)")
      #expect(read.portrait == walk.harness.state.portrait, "seed \(seed), step \(step)")
      if step % 15 == 0 {
        let difference = Reflection.firstDifference(read, walk.harness.state)
        #expect(difference == nil, "seed \(seed), step \(step)")
      }
    }
  }

  @Test(arguments: 100...107)
  func `a state read back goes on exactly like the one it was made of`(_ seed: Int) throws {
    var walk = RandomWalk(seed: UInt64(seed))
    for step in 0..<12 {
      for _ in 0..<8 {
        try walk.wander()
      }
      var twin = walk
      twin.harness = try walk.harness.fork()
      var original = walk
      let before = original.harness.records.count
      for _ in 0..<30 {
        try original.wander()
        try twin.wander()
      }
      #expect(Array(original.harness.records[before...]) == twin.harness.records, "seed \(seed), step \(step)")
      #expect(original.harness.state.encoded() == twin.harness.state.encoded(), "seed \(seed), step \(step)")
    }
  }

  @Test func `the same records give the same bytes whoever folds them`() throws {
    var walk = RandomWalk(seed: 77)
    for _ in 0..<400 {
      try walk.wander()
    }
    // Dictionaries and sets made anew iterate in another order.
    let expected = walk.harness.state.encoded()
    for _ in 0..<5 { #expect(try walk.harness.replayed().encoded() == expected) }
  }

  @Test func `a state cut short or with a flipped bit is refused or read, and never traps`() throws {
    var walk = RandomWalk(seed: 5)
    for _ in 0..<40 {
      try walk.wander()
    }
    let bytes = walk.harness.state.encoded()
    for length in 0..<bytes.count {
      #expect(throws: RecordError.self) {
        _ = try Array(bytes.prefix(length)).withUnsafeBytes { try SchedulerState(decoding: $0) }
      }
    }
    for place in stride(from: 0, to: bytes.count * 8, by: 3) {
      var damaged = bytes
      damaged[place / 8] ^= 1 << (place % 8)
      _ = try? damaged.withUnsafeBytes { try SchedulerState(decoding: $0) }.portrait
    }
  }

  @Test func `a state of a later version is refused by name`() throws {
    var bytes = SchedulerState().encoded()
    bytes[0] += 1
    let error = #expect(throws: RecordError.self) {
      _ = try bytes.withUnsafeBytes { try SchedulerState(decoding: $0) }
    }
    #expect(error?.description.contains("use a newer daybook") == true)
  }

  @Test func `a waiting job takes few bytes`() throws {
    let harness = Harness()
    let requests = (0..<1000).map { _ in JobRequest(type: "a", payload: Array("[1]".utf8)) }
    _ = try harness.perform(Enqueue(requests))
    #expect(harness.state.encoded().count < 10 * 1000)
  }
}

extension SnapshotCodingTests {
  /// Types that exist only to find things quickly, and are made again when a snapshot is read.
  private static let derived: Set<String> = [
    "SlotTable", "ReadyQueues", "Group", "JobHeap", "JobCounters", "Due", "Name", "Interned<String>",
    "Interned<JobOverrides>", "ScheduleTable",
  ]

  @Test func `every stored property of the state is known to its encoding`() throws {
    var walk = RandomWalk(seed: 9)
    for _ in 0..<600 { try walk.wander() }
    let found = Reflection.properties(of: walk.harness.state).filter { !Self.derived.contains($0.key) }
    for (type, properties) in found.sorted(by: { $0.key < $1.key }) {
      let known = Set((Self.encoded[type] ?? "").split(separator: " ").map(String.init))
      #expect(
        known.symmetricDifference(properties) == [],
        "\(type): write what is new in Sources/Daybook/Snapshot (or Events, for what records carry too), and list it here"
      )
    }
  }

  private static let encoded = [
    "SchedulerState": """
    lastSequence lastTime staleRecords rows details slots types queues labels overrides ready due counters keys \
    dependents unsettled deadCount latestFailure foldVersion schedules bootIdentifier workers definitions queueDefinitions isPaused \
    pausedTypes pausedQueues
    """,
    "Timestamp": "milliseconds", "JobID": "rawValue", "ClosedRange<Timestamp>": "lowerBound upperBound",
    "JobRow": """
    id enqueuedAt readyAt type queue label overrides heapPosition failures attempt losses priority state
    """,
    "JobDetails": """
    key entity owner tags schedule after unresolved attempts failure progressThousandths finishedAt isCancelRequested \
    isDead resultSequence worker
    """,
    "AttemptSummary": "number token startedAt finishedAt worker failure usage",
    "Failure": "kind message exitCode signal",
    "ResourceUsage": "userMilliseconds systemMilliseconds peakMemoryBytes",
    "JobOverrides": "maxRetries backoff timeoutMilliseconds graceMilliseconds once",
    "ScheduleState": """
    id definition isEnabled isOrphaned override lastFire nextFire fireCount missed skipped lastJob liveJobs spent
    """,
    "SpentInstants": "spans isContinuing",
    "OperatorOverride": "isEnabled actor at",
    "ScheduleDefinition": """
    name owner source purpose trigger isEnabled startsAt endsAt maxFires jitterMilliseconds misfire overlap \
    maxLatenessMilliseconds template
    """,
    "JobRequest": "type payload queue priority dueAt key entity label tags owner overrides",
    "Priority": "rawValue",
    "WorkerTable": "all leader epoch lastLeft",
    "WorkerState": "id identity joinedAt running",
    "WorkerDescription": """
    name kind host user processID slots foldVersion servesCommands types jobsFile durability parameters
    """,
    "TypeDefinition": """
    name source purpose queue concurrency maxRetries backoff timeoutMilliseconds graceMilliseconds command parameters isOrphaned \
      staysWithLockedWorker
    """,
    "CommandDefinition": "arguments usesShell workingDirectory environment",
    "ParameterDefinition": "name kind defaultText",
    "QueueDefinition": "name source concurrency isOrphaned",
  ]
}
