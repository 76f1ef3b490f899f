import Foundation

/// Compares what jobs have written about themselves with what the journal says of them.
struct ZooChecker {
  private struct Line {
    let isStart: Bool
    let job: UInt64
    let token: UInt64
  }

  private let lines: [Line]
  private let events: [Sandbox.ListedEvent]
  private let acknowledged: [UInt64]

  init(ledger: String, events: [Sandbox.ListedEvent], acknowledged: [UInt64]) {
    lines = ledger.split(separator: "\n").compactMap { text in
      let words = text.split(separator: " ")
      guard words.count == 3, let job = UInt64(words[1]), let token = UInt64(words[2]) else { return nil }
      return Line(isStart: words[0] == "start", job: job, token: token)
    }
    self.events = events
    self.acknowledged = acknowledged
  }

  /// Everything that must not have happened; empty when all is well.
  var problems: [String] { lostWork + overlaps + strangers + doubleFires + brokenEpochs + doubleStarts }

  /// What is acknowledged is done, and what is completed was finished by the attempt that the journal names.
  private var lostWork: [String] {
    let finished = Set(lines.filter { !$0.isStart }.map(\.job))
    let completed = Set(events.filter { $0.kind == "job.completed" }.compactMap(\.job))
    return acknowledged.filter { !finished.contains($0) || !completed.contains($0) }.map { "#\($0) was lost" }
      + completed.filter { !finished.contains($0) }.map { "#\($0) is completed and never finished" }
  }

  /// No attempt of a job does anything once its successor has begun.
  private var overlaps: [String] {
    var latest: [UInt64: UInt64] = [:]
    var problems: [String] = []
    for line in lines {
      if line.isStart { latest[line.job] = max(line.token, latest[line.job] ?? 0) }
      if let current = latest[line.job], line.token < current {
        problems.append("attempt \(line.token) of #\(line.job) ran beside \(current)")
      }
    }
    return problems
  }

  /// Whatever ran is an attempt that the journal started, once.
  private var strangers: [String] {
    let tokens = Set(events.filter { $0.kind == "job.started" }.map(\.sequence))
    let starts = Dictionary(grouping: lines.filter(\.isStart), by: \.token)
    return starts.filter { !tokens.contains($0.key) || $0.value.count > 1 }.map {
      "attempt \($0.key) is no single start"
    }
  }

  /// Each instant fires once, whoever leads.
  private var doubleFires: [String] {
    let nominals = events.filter { $0.kind == "schedule.fired" }.compactMap(\.nominal)
    return Dictionary(grouping: nominals, by: \.self).filter { $0.value.count > 1 }.map { "\($0.key) fired twice" }
  }

  /// Leaders follow each other by one, and nobody fires under an epoch that is over.
  private var brokenEpochs: [String] {
    let elected = events.filter { $0.kind == "leader.elected" }.compactMap(\.epoch)
    var problems = elected == Array(1...UInt64(max(1, elected.count))) ? [] : ["epochs \(elected)"]
    var current: UInt64 = 0
    for event in events {
      if event.kind == "leader.elected" { current = event.epoch ?? 0 }
      if event.kind == "schedule.fired", event.epoch != current {
        problems.append("record \(event.sequence) fires under \(event.epoch ?? 0), not \(current)")
      }
    }
    return problems
  }

  /// A job that runs is not started again before the journal has ended its attempt.
  private var doubleStarts: [String] {
    let ends: Set<String> = ["job.completed", "job.failed", "job.lost", "job.retryScheduled", "job.cancelled"]
    var running: Set<UInt64> = []
    var problems: [String] = []
    for event in events {
      guard let job = event.job else { continue }
      if event.kind == "job.started", !running.insert(job).inserted {
        problems.append("#\(job) was started while it ran")
      }
      if ends.contains(event.kind) { running.remove(job) }
    }
    return problems
  }
}
