import ArgumentParser
import Daybook

/// The job that a schedule's fires enqueue: a declared type, or a command.
struct ScheduleJob: ParsableArguments {
  @Option(help: ArgumentHelp("A declared job type, instead of a command.", valueName: "type"))
  var job: String?

  @Option(help: ArgumentHelp("The payload of --job, as JSON.", valueName: "json"))
  var data: String?

  @OptionGroup var template: TemplateOptions
  @OptionGroup var command: CommandOptions

  @Argument(
    parsing: .postTerminator, help: ArgumentHelp("After --: the program and its arguments.", valueName: "command"))
  var words: [String] = []

  init() {}

  mutating func validate() throws {
    if let job, !words.isEmpty {
      throw ValidationError("--job \(job) and the command '\(words[0])' both say what runs; write one of them")
    }
    if job == Limits.commandType {
      throw ValidationError("'\(Limits.commandType)' is the type of commands: write the command after --")
    }
  }

  /// Whether anything was said about what runs.
  var isGiven: Bool { job != nil || !words.isEmpty }

  /// Sets what was given; the rest stays as it is.
  func change(printer: Printer) throws -> @Sendable (inout JobRequest) -> Void {
    let payload = try data.map { try OptionValue.payload($0) }
    let command = words.isEmpty ? nil : try command.command(words, printer: printer)
    let (job, template) = (self.job, template.change)
    return { request in
      if let command {
        request.switchType(to: Limits.commandType)
        request.payload = command.payload
        request.label = command.label
      } else if let job, job != request.type {
        request.switchType(to: job)
      }
      if let payload { request.payload = payload }
      template.apply(to: &request)
    }
  }
}

extension JobRequest {
  /// What was said of the job stays, but not what belonged to its old type.
  fileprivate mutating func switchType(to name: String) {
    type = name
    payload = []
    label = nil
  }
}
