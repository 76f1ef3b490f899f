import Glibc

// All integers of the format are little-endian and unaligned.

extension UnsafeRawBufferPointer {
  /// The integer at an offset.
  @inline(__always)
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type = Value.self) -> Value {
    Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// Whether every byte is zero.
  var isAllZero: Bool {
    guard let base = baseAddress, count > 0 else { return true }
    // The first is zero, and each is equal to the one before it.
    return self[0] == 0 && memcmp(base, base + 1, count - 1) == 0
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Puts an integer at an offset.
  @inline(__always)
  func put<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
    storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
  }

  /// Puts bytes at an offset.
  func put(_ bytes: [UInt8], at offset: Int) {
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: self[offset...]).copyMemory(from: $0) }
  }
}
