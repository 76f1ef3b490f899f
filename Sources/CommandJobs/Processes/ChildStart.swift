import CSystem
import Glibc
import Journal

/// One start of a child, from a checked specification to a running program. Used on the spawning thread.
struct ChildStart: ~Copyable {
  private let specification: ProcessSpecification
  private let recordChild: (ChildIdentity) throws -> Void
  private let program: String

  /// Checks the specification and finds the program; starts nothing.
  init(
    _ specification: ProcessSpecification,
    recordChild: @escaping (ChildIdentity) throws -> Void
  ) throws(CommandError) {
    try specification.validate()
    program = try ProgramSearch.resolve(
      specification.arguments[0],
      path: specification.environment["PATH"],
      directory: specification.workingDirectory,
      forOtherUser: specification.user != nil
    )
    self.specification = specification
    self.recordChild = recordChild
  }

  /// A running program.
  struct Started {
    let identity: ChildIdentity
    /// The caller closes it.
    let processDescriptor: Int32
  }

  /// Starts the child, records it and lets it run.
  ///
  /// - Parameters:
  ///   - output: the writing end of the pipe for standard output and standard error.
  ///   - stack: what the child runs on until it is the program; free again when this returns.
  func run(output: borrowing OwnedDescriptor, stack: UnsafeMutableRawBufferPointer) throws(CommandError) -> Started {
    let input = try specification.input.open()
    let arguments = CStrings(specification.arguments)
    let environment = CStrings(specification.environment.map { "\($0.key)=\($0.value)" })
    let limits = specification.limits.map {
      daybook_spawn_limit(resource: $0.resource.number, soft: $0.soft, hard: $0.hard)
    }
    let groups = specification.user?.supplementaryGroups ?? []
    let output = output.number
    let result = program.withCString { program in
      specification.workingDirectory.withCString { directory in
        limits.withUnsafeBufferPointer { limits in
          groups.withUnsafeBufferPointer { groups in
            let plan = daybook_spawn_plan(
              program: program,
              arguments: UnsafePointer(arguments.pointer),
              environment: UnsafePointer(environment.pointer),
              directory: directory,
              input: input.number,
              output: output,
              error: output,
              file_mask: specification.fileMask.map { Int32($0) } ?? -1,
              nice: specification.nice,
              limits: limits.baseAddress,
              limit_count: limits.count,
              changes_user: specification.user == nil ? 0 : 1,
              user: specification.user?.user ?? 0,
              group: specification.user?.group ?? 0,
              groups: groups.baseAddress,
              group_count: groups.count
            )
            return start(plan, stack: stack)
          }
        }
      }
    }
    return try result.get()
  }

  private func start(
    _ plan: daybook_spawn_plan,
    stack: UnsafeMutableRawBufferPointer
  ) -> Result<Started, CommandError> {
    guard let base = stack.baseAddress else { preconditionFailure("a child was started without a stack") }
    var child = daybook_spawn_child()
    var failure = daybook_spawn_failure()
    return withUnsafePointer(to: plan) { plan in
      guard daybook_spawn_start(plan, base, stack.count, &child, &failure) == 0 else {
        return .failure(error(for: failure))
      }
      let identity: ChildIdentity
      do {
        identity = try Self.identity(of: child.process)
        try recordChild(identity)
      } catch {
        daybook_spawn_abandon(&child)
        let message = "the command was not started because its process could not be recorded: \(error)"
        return .failure(CommandError(.notRecorded, message, cause: error))
      }
      guard daybook_spawn_release(&child, &failure) == 0 else { return .failure(error(for: failure)) }
      return .success(Started(identity: identity, processDescriptor: child.process_descriptor))
    }
  }

  private static func identity(of process: Int32) throws(CommandError) -> ChildIdentity {
    guard let entry = ProcessTableEntry.read(process) else {
      throw CommandError(.system, "/proc/\(process)/stat cannot be read: is /proc mounted?")
    }
    return ChildIdentity(processID: process, startTime: entry.startTime)
  }

  private func error(for failure: daybook_spawn_failure) -> CommandError {
    let reason = ErrorNumber(value: failure.error).text
    switch daybook_spawn_step(UInt32(failure.step)) {
    case DAYBOOK_SPAWN_EXEC:
      return executionError(failure.error)
    case DAYBOOK_SPAWN_DIRECTORY:
      return CommandError(.workingDirectory, "cannot work in directory \(specification.workingDirectory): \(reason)")
    case DAYBOOK_SPAWN_LIMITS:
      return CommandError(.limits, "cannot set the resource limits: \(reason)")
    case DAYBOOK_SPAWN_NICE:
      return CommandError(.limits, "cannot set the nice value \(specification.nice): \(reason)")
    case DAYBOOK_SPAWN_USER:
      let hint = failure.error == EPERM ? "; only a worker of the superuser can run jobs of others" : ""
      return CommandError(.user, "cannot become user \(specification.user?.user ?? 0): \(reason)\(hint)")
    case DAYBOOK_SPAWN_DESCRIPTORS where failure.error == ENOSYS:
      return CommandError(.system, "cannot start processes: this needs Linux 5.9 or later (close_range)")
    default:
      return CommandError(.system, "cannot start a process (step \(failure.step)): \(reason)")
    }
  }

  private func executionError(_ number: Int32) -> CommandError {
    switch number {
    case E2BIG:
      let size = (specification.arguments + specification.environment.map { "\($0.key)=\($0.value)" })
        .reduce(0) { $0 + $1.utf8.count + 1 }
      return CommandError(
        .tooLong,
        "arguments and environment are \(size) bytes, more than the system passes to a program, or one of them is over "
          + "128 KiB: pass large data on standard input"
      )
    case ENOENT:
      return CommandError(.programNotFound, "cannot run \(program): the interpreter in its #! line does not exist")
    case ENOEXEC:
      return CommandError(
        .notExecutable, "cannot run \(program): not a program; a script needs a #! line, or use --shell")
    case ETXTBSY:
      return CommandError(
        .notExecutable, "cannot run \(program): somebody is still writing it; replace programs by renaming")
    case EACCES:
      return CommandError(.notExecutable, "cannot run \(program): permission denied")
    default:
      return CommandError(.system, "cannot run \(program): \(ErrorNumber(value: number).text)")
    }
  }
}
