import Console
import Cron
package import Daybook

/// One event as `events --json` and `journal cat` print it; keys and order are stable.
package struct EventJSON: Sendable {
  private let event: SchedulerEvent

  package init(_ event: SchedulerEvent) { self.event = event }

  package var value: JSONText {
    .object([
      "sequence": .count(event.sequence),
      "time": InstantText.json(event.time),
      "kind": .string(event.kind),
      "job": .count(event.job?.rawValue),
      "schedule": .text(event.schedule),
      "nominal": InstantText.json(event.nominal),
      "type": .text(event.type),
      "queue": .text(event.queue),
      "attempt": .count(event.attempt),
      "from": .text(event.from?.description),
      "to": .text(event.to?.description),
      "worker": .text(event.worker),
      "epoch": .count(event.epoch),
      "actor": .text(event.actor),
      "detail": .text(event.detail),
    ])
  }

  /// The event in a line for people.
  package var line: String {
    var words = ["\(event.sequence)", RFC3339.string(milliseconds: event.time.milliseconds), event.kind]
    if let job = event.job { words.append(job.description) }
    words += [event.schedule, event.type].compactMap(\.self)
    // A job's queue would only lengthen its lines; an event about a queue is about nothing else.
    if event.job == nil, let queue = event.queue { words.append("queue \(queue)") }
    if let attempt = event.attempt { words.append("attempt \(attempt)") }
    if let from = event.from, let to = event.to { words.append("\(from) → \(to)") }
    if let nominal = event.nominal { words.append("for \(RFC3339.string(milliseconds: nominal.milliseconds))") }
    if let worker = event.worker { words.append("worker \(worker)") }
    if let actor = event.actor { words.append("by \(actor)") }
    if let detail = event.detail { words.append("– \(detail)") }
    return SafeText.line(words.joined(separator: " "))
  }
}
