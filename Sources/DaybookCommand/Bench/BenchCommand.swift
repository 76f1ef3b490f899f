import ArgumentParser
import Daybook
import Glibc

/// `daybook bench`: this machine's limits and ours, measured in the same run.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure this machine's limits and Daybook's figures in the same run.",
    discussion: """
      Runs in a directory of its own below --dir, which is removed afterwards. The ratio is the median of the runs' ratios.

      Examples:
        daybook bench --runs 5
        daybook bench --json | jq .ratio
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(help: "How often each figure is measured.")
  var runs = 5

  @Option(help: ArgumentHelp("Measure only the figures whose name contains this.", valueName: "text"))
  var only: String?

  init() {}

  mutating func validate() throws {
    if !(1...100).contains(runs) { throw ValidationError("--runs is 1 to 100") }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let directory = try makeDirectory()
    defer { DirectoryTree.remove(directory) }
    let benchmarks: [any Benchmark] = [
      EnqueueBenchmark(producers: 1, count: 2000), EnqueueBenchmark(producers: 8, count: 16_000),
      EnqueueBenchmark(producers: 64, count: 64_000),
      EnqueueBenchmark(producers: 8, count: 1600, syncDelayMilliseconds: 2),
      EnqueueBenchmark(producers: 64, count: 12_800, syncDelayMilliseconds: 2),
      UnsyncedEnqueueBenchmark(durability: .standard, producers: 1, count: 20_000),
      UnsyncedEnqueueBenchmark(durability: .os, producers: 1, count: 20_000),
      UnsyncedEnqueueBenchmark(durability: .os, producers: 8, count: 64_000), BulkEnqueueBenchmark(),
      DrainBenchmark(count: 100_000), LatencyBenchmark(count: 500), CommandBenchmark(count: 500),
      FootprintBenchmark(place: .memory), FootprintBenchmark(place: .disk), OpenBenchmark(withSnapshot: false),
      CompactionPauseBenchmark(), OpenBenchmark(withSnapshot: true), FootprintBenchmark(place: .diskCompacted),
    ]
    for benchmark in benchmarks where only.map({ benchmark.name.contains($0) }) ?? true {
      printer.talk("measuring \(benchmark.name), \(runs) times")
      let result = try await benchmark.run(runs, in: directory)
      if global.json {
        try printer.json(result.json)
      } else {
        try printer.line(line(result))
      }
    }
  }

  private func line(_ result: BenchmarkResult) -> String {
    let ours = Int(BenchmarkResult.median(result.ours))
    let limit = Int(BenchmarkResult.median(result.limit))
    let ratio = Double(Int(result.ratio * 100)) / 100
    return "\(result.name): \(ours) \(result.unit), \(ratio) × \(limit) (\(result.limitName))"
  }

  private func makeDirectory() throws -> String {
    let parent = Workplace(global).directory
    var template = Array("\(PathText.directory(of: parent))/daybook-bench-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw DaybookError(
        .storage,
        "cannot measure beside \(parent): \(String(cString: strerror(errno))); --dir names a place on another disk")
    }
    return String(cString: made)
  }
}
