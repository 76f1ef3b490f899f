import CommandJobs
import Daybook

/// The worker's file as the list of its running commands.
struct WorkerChildren: CommandHandler.ChildRecord {
  let presence: DirectoryPresence

  func add(_ child: ChildIdentity) throws -> Int {
    try presence.addChild(processID: child.processID, startTime: child.startTime)
  }

  func remove(_ slot: Int) { presence.removeChild(slot) }
}
