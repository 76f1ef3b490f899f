import Daybook
import Glibc
import Journal
import SimulatedHardware

/// What can go wrong under one seed, and how often. Each seed has only some of it, so that no fault hides another.
struct FaultPlan {
  private static let never = Int.max

  /// Once in so many calls that matter, a process is held up, killed, or loses its power.
  let holdUp: Int
  let kill: Int
  let powerCut: Int
  /// Once in so many calls, one fails.
  private let failure: Int
  private let numbers: [Int32]
  let clockSteps: Bool
  /// Whether the disk is full now and then.
  let fills: Bool
  /// Milliseconds between two actions at most.
  let longestStep: Int
  /// Whether, and when, the journal is compacted.
  let compacts: Bool
  let compaction: CompactionPolicy

  init(_ random: inout SplitMix64) {
    holdUp = Self.draw(8, &random)
    kill = Self.draw(70, &random)
    powerCut = Self.draw(90, &random)
    failure = random.oneIn(3) ? 60 + random.below(400) : Self.never
    numbers = [[EIO], [ENOSPC], [EIO, ENOSPC, EDQUOT]][random.below(3)]
    clockSteps = random.oneIn(3)
    fills = random.oneIn(4)
    longestStep = random.oneIn(4) ? 90_000 : 2000
    compacts = !random.oneIn(4)
    let keeps = [JournalKeep.nothing, .nothing, JournalKeep(bytes: 12_000), JournalKeep(milliseconds: 20_000)]
    compaction = CompactionPolicy(
      smallestBytes: UInt64(random.below(9000)), factor: Double(random.below(2)), keep: keeps[random.below(4)])
  }

  /// A write that is cut short ends with a page, at worst with a sector.
  private static func wholeSectors(of call: SystemCall, _ random: inout SplitMix64) -> Int {
    let ends = Array(stride(from: 512 - call.offset % 512, to: call.count, by: 512))
    return ends.randomElement(using: &random) ?? 0
  }

  private static func draw(_ often: Int, _ random: inout SplitMix64) -> Int {
    random.oneIn(2) ? often + random.below(2 * often) : never
  }

  /// What becomes of a call; `isPoisoning` is called when the journal must take nothing more after it.
  func error(_ call: SystemCall, _ random: inout SplitMix64, isPoisoning: () -> Void) -> Intervention {
    guard failure != Self.never, random.oneIn(failure) else { return .proceed }
    let number = numbers[random.below(numbers.count)]
    switch call.name {
    case "pwrite":
      let part = Self.wholeSectors(of: call, &random)
      if random.oneIn(3), part > 0 { return .partial(part, nil) }
      isPoisoning()
      return random.oneIn(2) ? .fail(number) : .partial(part, number)
    case "fdatasync", "fsync":
      isPoisoning()
      return random.oneIn(2) ? .dropAndFail(EIO) : .fail(EIO)
    case "ftruncate":
      isPoisoning()
      return .fail(EIO)
    case "unlock", "getlk": return .proceed
    case "create", "fallocate", "rename", "mkdir": return .fail(number)
    default: return .fail(EIO)
    }
  }
}

/// What of everything that was not synced a power cut leaves.
struct Survival {
  private enum Manner {
    case nothing, everything, calls, parts
  }

  private let manner: Manner
  private let chance: Int
  private var random: SplitMix64
  private var fates: [Disk.Part: Bool] = [:]

  init(_ random: inout SplitMix64) {
    manner = [.nothing, .everything, .calls, .parts, .parts][random.below(5)]
    chance = 1 + random.below(9)
    self.random = SplitMix64(seed: random.next())
  }

  mutating func keeps(_ part: Disk.Part) -> Bool {
    switch manner {
    case .nothing: return false
    case .everything: return true
    case .parts: return random.below(10) < chance
    case .calls:
      let call = part.call
      let fate = fates[call] ?? (random.below(10) < chance)
      fates[call] = fate
      return fate
    }
  }
}
