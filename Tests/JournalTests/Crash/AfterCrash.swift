import Journal
import SimulatedHardware
import Testing

/// Opens what a crash has left, and checks it against what had been acknowledged.
struct AfterCrash {
  let disk: Disk
  let acknowledged: Int
  let attempted: Int
  var options = JournalOptions.tiny

  /// The journal opens, has every acknowledged record and no part of another, takes a record more, and opens again.
  func check(_ place: @autoclosure () -> String) {
    do {
      let machine = Machine(disk: disk, boot: 3)
      let delivered = try records(in: open(machine))
      guard expectRecords(delivered, place()) else { return }
      let before = machine.disk.fingerprint
      #expect(try records(in: open(machine)) == delivered, "\(place()): opening it twice gives two journals")
      #expect(machine.disk.fingerprint == before, "\(place()): the second opening changed the disk")
      let journal = try open(machine)
      _ = try journal.collect()
      try journal.append([ScriptedWorkload.record(delivered + 1, length: 40)])
      machine.cutPower { _ in false }
      let after = try records(in: open(machine))
      #expect(after == delivered + 1, "\(place()): of \(delivered) records and one more, \(after) are left")
    } catch {
      Issue.record("\(place()): \(acknowledged) acknowledged of \(attempted): \(error)")
    }
  }

  /// Damage that no honest disk does: the journal may refuse, with the place; what it delivers is whole, and all of it.
  func checkDamage(_ place: @autoclosure () -> String) {
    let machine = Machine(disk: disk, boot: 3)
    do {
      _ = expectRecords(try records(in: open(machine)), place())
    } catch let error as JournalError {
      #expect(error.code == .corrupt, "\(place()): \(error)")
      #expect(error.path != nil && error.offset != nil, "\(place()): \(error)")
    } catch {
      Issue.record("\(place()): \(error)")
    }
  }

  private func expectRecords(_ delivered: Int, _ place: @autoclosure () -> String) -> Bool {
    let isRight = (acknowledged...attempted).contains(delivered)
    #expect(isRight, "\(place()): \(delivered) records, with \(acknowledged) acknowledged of \(attempted)")
    return isRight
  }

  private func open(_ machine: Machine) throws -> DirectoryJournal {
    try DirectoryJournal.open(
      ScriptedWorkload.path, mode: .readWrite, options: options, fileSystem: machine.start())
  }

  /// How many records there are: numbered from 1, all of them whole.
  private func records(in journal: DirectoryJournal) throws -> Int {
    var count = 0
    try journal.catchUp { sequence, bytes in
      count += 1
      if sequence != UInt64(count) || ScriptedWorkload.number(Array(bytes)) != count {
        Issue.record("record \(sequence), the \(count)th: \(String(decoding: bytes.prefix(30), as: UTF8.self))")
      }
    }
    return count
  }
}
