extension JobRequest {
  /// Refuses what could not run or would not fit; the payload has to fit one of the workers that serve the type, and what was
  /// declared only when none of them says anything.
  ///
  /// - Parameter tables: what those workers say, in the order they joined.
  func validate(against definition: TypeDefinition?, servedWith tables: [[ParameterDefinition]]) throws(DaybookError) {
    guard let latest = tables.last else { return try validate(against: definition) }
    try validate(against: nil)
    for parameters in tables.dropLast() {
      if (try? PayloadCheck(type: type, parameters: parameters).validate(payload)) != nil { return }
    }
    try PayloadCheck(type: type, parameters: latest).validate(payload)
  }

  /// Refuses what could not run or would not fit, naming the field and what to write instead.
  func validate(against definition: TypeDefinition?) throws(DaybookError) {
    try Name.validate(type, what: "type")
    if let queue { try Name.validate(queue, what: "queue") }
    guard payload.count <= Limits.payloadBytes else {
      throw DaybookError(
        .invalidInput, "the payload has \(payload.count) bytes; at most \(Limits.payloadBytes) fit: pass a file's name")
    }
    if let key { try Self.validate(key, "key") }
    if let entity { try Self.validate(entity, "entity") }
    if let label { try Self.validate(label, "label") }
    if let owner { try Self.validate(owner, "owner") }
    guard tags.count <= Limits.tags else {
      throw DaybookError(.invalidInput, "\(tags.count) tags; a job has at most \(Limits.tags)")
    }
    for tag in tags { try Self.validate(tag, "tag") }
    if let retries = overrides.maxRetries, !(0...1000).contains(retries) {
      throw DaybookError(.invalidInput, "max-retries is \(retries); write 0 to 1000")
    }
    if let definition { try PayloadCheck(definition).validate(payload) }
  }

  private static func validate(_ text: String, _ field: String) throws(DaybookError) {
    guard !text.isEmpty, text.utf8.count <= Limits.textBytes else {
      throw DaybookError(.invalidInput, "the \(field) has \(text.utf8.count) bytes; write 1 to \(Limits.textBytes)")
    }
    guard !text.utf8.contains(0) else {
      throw DaybookError(.invalidInput, "the \(field) contains a NUL character: leave it out")
    }
  }
}

/// The names of types, queues and schedules: `[a-z0-9][a-z0-9._-]{0,99}`.
package enum Name {
  /// Throws `.invalidInput` with the rule and the nearest valid name.
  package static func validate(_ name: String, what: String) throws(DaybookError) {
    guard !isValid(name) else { return }
    let lowered = name.lowercased()
    let repaired = String(
      lowered.map { $0.asciiValue.map(isAllowed) == true ? $0 : "-" }.drop { !$0.isLetter && !$0.isNumber }.prefix(100))
    let hint = isValid(repaired) ? "; write \(repaired)" : ""
    throw DaybookError(
      .invalidInput,
      "'\(name)' is not a \(what) name: use a-z, 0-9, '.', '_' and '-', starting with a letter or digit, "
        + "at most \(Limits.nameLength)\(hint)")
  }

  package static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, isAllowed(first) else { return false }
    guard first != UInt8(ascii: "."), first != UInt8(ascii: "_"), first != UInt8(ascii: "-") else { return false }
    return name.utf8.count <= Limits.nameLength && name.utf8.allSatisfy(isAllowed)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      return true
    default: return false
    }
  }
}
