import Glibc

/// A bound that the kernel puts on a child process and everything it starts.
package struct ResourceLimit: Hashable, Sendable {
  /// What is bounded.
  package enum Resource: String, CaseIterable, Sendable {
    /// Processor time in seconds; over the soft limit a process gets XCPU, over the hard one KILL.
    case processorSeconds = "cpu"
    /// The size of a file that is written, in bytes.
    case fileBytes = "file-size"
    /// Address space in bytes.
    case addressSpaceBytes = "memory"
    /// A core dump in bytes.
    case coreBytes = "core"
    /// Open descriptors.
    case descriptors = "open-files"
    /// Processes of the user.
    case processes = "processes"
    /// The stack in bytes.
    case stackBytes = "stack"

    var number: Int32 {
      let resource =
        switch self {
        case .processorSeconds: RLIMIT_CPU
        case .fileBytes: RLIMIT_FSIZE
        case .addressSpaceBytes: RLIMIT_AS
        case .coreBytes: RLIMIT_CORE
        case .descriptors: RLIMIT_NOFILE
        case .processes: __RLIMIT_NPROC
        case .stackBytes: RLIMIT_STACK
        }
      return Int32(resource.rawValue)
    }
  }

  package var resource: Resource
  package var soft: UInt64
  package var hard: UInt64

  package init(_ resource: Resource, soft: UInt64, hard: UInt64) {
    self.resource = resource
    self.soft = soft
    self.hard = hard
  }
}
