import Journal
import SimulatedHardware

/// A journal whose only segment is any bytes. The first byte is not one of them: it says which checksums are made right, so
/// that what lies behind them is tried as well.
enum SegmentFuzzing {
  private static let path = "/journal"
  private static let segment = path + "/segments/0000000000000001.segment"

  /// A disk with an empty journal, which the bytes are put into.
  private static let template: Disk = {
    let machine = Machine()
    do {
      _ = try DirectoryJournal.open(path, mode: .readWrite, options: options, fileSystem: machine.start())
    } catch {
      preconditionFailure("no journal could be made: \(error)")
    }
    return machine.disk.afterPowerCut { _ in true }
  }()

  private static var options: JournalOptions {
    var options = JournalOptions()
    options.segmentSize = JournalLimits.smallestSegmentBytes
    options.preallocation = 1024
    return options
  }

  static func run(_ bytes: [UInt8]) {
    guard let first = bytes.first, let inode = template.inode(at: segment) else { return }
    var content = Array(bytes.dropFirst())
    switch first % 3 {
    case 1: FrameMending.mendHeaders(&content)
    case 2: FrameMending.mendChain(&content)
    default: break
    }
    var disk = template
    disk.replace(inode, with: content)
    // After a restart of the machine nothing is known of what had been there.
    let machine = Machine(disk: disk, boot: 2)
    let seen = count(in: machine, .readOnly)
    guard let opened = count(in: machine, .readWrite) else { return }
    if let seen { demand(seen == opened, "a reader saw \(seen) records, and an opener \(opened)") }
    let verified = try? JournalInspection(path, fileSystem: machine.start()).verify()
    // A record that a mended frame vouches for may still be wrong by its own checksum.
    if first % 3 != 2 {
      demand(verified?.isIntact == true, "opened, and not intact: \(String(describing: verified?.problem))")
    }
  }

  /// How many records are read, one after the other; nil when the journal is refused.
  private static func count(in machine: Machine, _ mode: JournalMode) -> Int? {
    do {
      let journal = try DirectoryJournal.open(path, mode: mode, options: options, fileSystem: machine.start())
      var count = 0
      // A log may begin behind a gap, and go on behind one.
      var last: UInt64 = 0
      try journal.catchUp { sequence, _ in
        count += 1
        demand(sequence > last, "record \(sequence) came after \(last)")
        last = sequence
      }
      return count
    } catch let error as JournalError {
      demand(!error.message.isEmpty, "an error says nothing")
      return nil
    } catch {
      preconditionFailure("an error of another kind: \(error)")
    }
  }
}
