import Journal
import SimulatedHardware
import Testing

/// Files that were valid once, mutated by a seeded generator: nothing traps, nothing hangs, and what is delivered is what
/// was written.
@Suite struct DecoderFuzzTests {
  private static let rounds = 150

  @Test(arguments: 1...20)
  func `a mutated journal is refused or read as far as it is whole`(_ seed: Int) throws {
    let workload = ScriptedWorkload()
    let journal = try workload.open()
    for round in 1...9 {
      try workload.append(1 + round % 3, length: 40 + 90 * round, to: journal)
      try workload.sync(journal)
    }
    let worker = try WorkerFile.create(in: ScriptedWorkload.path, fileSystem: workload.machine.start())
    _ = try worker.addChild(process: 9, startTime: 9, token: 9)
    let disk = workload.machine.disk.afterPowerCut { _ in true }
    let files = try names(of: disk).map { try #require(disk.inode(at: $0)) }
    var random = SplitMix64(seed: UInt64(seed))
    for round in 1...Self.rounds {
      var mutated = disk
      for _ in 0...random.below(3) {
        let file = files[random.below(files.count)]
        var bytes = mutated.content(file)
        mutate(&bytes, &random)
        mutated.replace(file, with: bytes)
      }
      read(Machine(disk: mutated, boot: UInt8(1 + round % 2)), of: workload.attempted, "seed \(seed), round \(round)")
    }
  }

  private func names(of disk: Disk) -> [String] {
    let segments = (1...9).map { "\(ScriptedWorkload.path)/segments/000000000000000\($0).segment" }
    return (segments + ["\(ScriptedWorkload.path)/journal.lock"]).filter { disk.inode(at: $0) != nil }
  }

  /// Uses every reader there is; only errors with a message are allowed.
  private func read(_ machine: Machine, of written: Int, _ place: String) {
    for mode in [JournalMode.readOnly, .readWrite] {
      attempt(place) {
        let journal = try DirectoryJournal.open(
          ScriptedWorkload.path, mode: mode, options: .tiny, fileSystem: machine.start())
        var count = 0
        defer { #expect(count <= written, "\(place)") }
        try journal.catchUp { sequence, bytes in
          count += 1
          #expect(ScriptedWorkload.number(Array(bytes)) == count && sequence == UInt64(count), "\(place)")
        }
        for sequence in 1...UInt64(written) { attempt(place) { _ = try journal.record(sequence) } }
        if mode == .readWrite { try journal.append("more") }
      }
      attempt(place) {
        let inspection = try JournalInspection(ScriptedWorkload.path, fileSystem: machine.start())
        _ = try inspection.information()
        _ = try inspection.verify()
        _ = try WorkerFile.scan(ScriptedWorkload.path, fileSystem: machine.start())
      }
    }
  }

  private func attempt(_ place: String, _ body: () throws -> Void) {
    do {
      try body()
    } catch let error as JournalError {
      #expect(!error.message.isEmpty, "\(place)")
    } catch {
      Issue.record("\(place): \(error)")
    }
  }

  /// Flips, overwrites, repeats, cuts or removes some bytes; now and then mends a frame's checksums afterwards, so that what
  /// lies behind them is tried as well.
  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard bytes.count > 8 else { return bytes.append(UInt8(random.below(256))) }
    let at = random.below(bytes.count)
    let length = min(1 + random.below(16), bytes.count - at)
    switch random.below(7) {
    case 0: bytes[at] ^= 1 << random.below(8)
    case 1: for place in at..<(at + length) { bytes[place] = UInt8(random.below(256)) }
    case 2: for place in at..<(at + length) { bytes[place] = [0, 0xff, 0x7f, 0x80][random.below(4)] }
    case 3: bytes.insert(contentsOf: Array(bytes[at..<(at + length)]), at: random.below(bytes.count))
    case 4: bytes.removeSubrange(at..<(at + length))
    case 5: bytes.removeLast(bytes.count - at)
    default: bytes += [UInt8](repeating: UInt8(random.below(2) * 255), count: random.below(600))
    }
    if random.oneIn(2) { FrameMending.mendHeaders(&bytes) }
  }
}
