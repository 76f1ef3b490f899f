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
    if words.isEmpty, let option = command.given.first {
      throw ValidationError("\(option) belongs to a command: write the command after --")
    }
    if data != nil, !words.isEmpty {
      throw ValidationError("--data is the payload of --job; a command has its words, and --input")
    }
    if job == Limits.commandType {
      throw ValidationError("'\(Limits.commandType)' is the type of commands: write the command after --")
    }
  }

  /// Whether anything was said about what runs.
  var namesWork: Bool { job != nil || !words.isEmpty }

  /// Whether anything was said at all.
  var isGiven: Bool { namesWork || data != nil || template.change.isGiven }

  /// Sets what was given, where `none` takes away what can be absent; the rest stays as it is.
  func change(printer: Printer) throws -> @Sendable (inout JobRequest) throws(DaybookError) -> Void {
    let payload = try data.map { try OptionValue.payload($0) }
    let command = words.isEmpty ? nil : try command.command(words, printer: printer)
    let (job, template) = (self.job, template.change)
    return { (request) throws(DaybookError) in
      if let command {
        request.switchType(to: Limits.commandType)
        request.payload = command.payload
        request.label = command.label
      } else if let job, job != request.type {
        request.switchType(to: job)
      }
      if let payload {
        if request.type == Limits.commandType {
          throw DaybookError(.invalidInput, "--data is the payload of a declared job, and this schedule runs a command")
        }
        request.payload = payload
      }
      template.applyClearing(to: &request)
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
