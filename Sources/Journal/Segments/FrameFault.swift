/// Why the bytes where a frame should stand are not a valid one; the numbers are those of the rules in Frame.swift.
enum FrameFault: Error, Sendable, Equatable {
  /// 1. The file ends inside the frame.
  case cutShort
  /// 1 or 2. There is no header, or its checksum is wrong.
  case header
  /// 3. The length or the number of records is beyond its limit.
  case limits
  /// 4. The checksum of the payload is wrong.
  case payload
  /// 5. The first sequence number is not the next.
  case sequence(found: UInt64)
  /// 6. The frame does not belong after the one before it.
  case link
  /// 7. The records do not fill the payload, or are not as many as the header says.
  case records
  /// The footer is not valid, or does not agree with the frames before it.
  case footer

  /// What is wrong, as the end of a sentence.
  var explanation: String {
    switch self {
    case .cutShort: "the file ends inside the frame"
    case .header: "the header of the frame is not what was written"
    case .limits: "the frame claims to be larger than any frame can be"
    case .payload: "the content of the frame is not what was written"
    case .sequence(let found): "the frame there begins with record \(found)"
    case .link: "the frame there does not belong after the one before it"
    case .records: "the records in the frame do not fill it"
    case .footer: "the footer of the segment is not what was written"
    }
  }
}
