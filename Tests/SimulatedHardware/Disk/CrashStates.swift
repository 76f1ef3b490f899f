import Journal

/// The disks that a power cut at one moment could leave: enumerated, not drawn.
///
/// All subsets of the pending changes where there are few of them; else none, all, every beginning, and all subsets that
/// keep or lose three at most. Of every change each sector is lost alone and kept alone, and the size goes without the
/// bytes and the bytes without the size.
package struct CrashStates {
  /// Up to so many changes, every subset is a state.
  private static let mostForAllSubsets = 6

  private let disk: Disk
  private let changes: [Disk.PendingChange]

  package init(of disk: Disk) {
    self.disk = disk
    changes = disk.pendingChanges
  }

  /// Calls `body` with every state that `seen` does not contain, and adds it.
  package func forEach(unless seen: inout Set<UInt64>, _ body: (Disk) throws -> Void) rethrows {
    for keep in keptSets() {
      let left = disk.afterPowerCut { keep.contains($0) }
      if seen.insert(left.fingerprint).inserted { try body(left) }
    }
  }

  private func keptSets() -> [Set<Disk.Part>] {
    let all = Set(changes.flatMap(\.parts))
    var sets = subsets().map { indices in Set(indices.flatMap { changes[$0].parts }) }
    for change in changes where change.parts.count > 1 {
      let before = Set(changes.filter { $0.order < change.order }.flatMap(\.parts))
      for part in change.parts {
        sets.append(all.subtracting([part]))
        sets.append(before.union([part]))
        sets.append(before.union(change.parts).subtracting([part]))
      }
    }
    return sets
  }

  private func subsets() -> [[Int]] {
    let indices = Array(changes.indices)
    if changes.count <= Self.mostForAllSubsets {
      return (0..<(1 << changes.count)).map { mask in indices.filter { mask & (1 << $0) != 0 } }
    }
    var few: [[Int]] = [[]]
    for first in indices {
      few.append([first])
      for second in indices where second > first {
        few.append([first, second])
        for third in indices where third > second { few.append([first, second, third]) }
      }
    }
    let beginnings = indices.map { Array(indices[..<$0]) }
    return few + few.map { lost in indices.filter { !lost.contains($0) } } + beginnings
  }
}

extension Disk {
  /// Tells disks with different content apart; what was not synced does not count.
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ value: UInt64) { hash = (hash ^ value) &* 0x0000_0100_0000_01b3 }
    func visit(_ inode: UInt64) {
      for name in names(in: inode) {
        mix(UInt64(Checksum.of(name)))
        guard let child = directories[inode]?.entries[name] else { continue }
        mix(directories[child] == nil ? files[child]?.checksum ?? 0 : 1)
        visit(child)
      }
      mix(2)
    }
    visit(Self.root)
    return hash
  }
}
