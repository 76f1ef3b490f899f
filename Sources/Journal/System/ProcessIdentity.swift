/// A process, told apart from later ones with the same number.
package struct ProcessIdentity: Sendable, Hashable {
  /// Its number.
  package var number: UInt32
  /// When it started, in clock ticks since the machine did.
  package var startTime: UInt64
  /// The kernel's id for the time since the machine started; 16 bytes.
  package var bootIdentifier: [UInt8]

  package init(number: UInt32, startTime: UInt64, bootIdentifier: [UInt8]) {
    precondition(bootIdentifier.count == 16, "a boot id has 16 bytes, not \(bootIdentifier.count)")
    self.number = number
    self.startTime = startTime
    self.bootIdentifier = bootIdentifier
  }

  /// Four bytes that stand for the boot id in every frame.
  var bootTag: UInt32 { Checksum.of(bootIdentifier) }
}
