import Settings

/// What a schema finds wrong in a text, each as `line:column: message`.
func problems(in text: String, reading schema: (SettingsTable) -> Void) throws -> [String] {
  let document = try SettingsDocument(text: text, file: "t")
  schema(document.root)
  return document.problems.map { String($0.description.dropFirst("t:".count)) }
}

/// Why a text is refused, as `line:column: message`, or nil if it is not.
func refusal(of text: String) -> String? {
  do {
    _ = try SettingsDocument(text: text, file: "t")
    return nil
  } catch {
    return String(error.message.dropFirst("t:".count))
  }
}

/// Every key of a text with its position, as `path line:column`, in the order of the file.
func keyPositions(in text: String) throws -> [String] {
  positions(in: try SettingsDocument(text: text, file: "t").root, below: "")
}

private func positions(in table: SettingsTable, below path: String) -> [String] {
  table.keys.flatMap { key -> [String] in
    let name = path + key
    let place = table.position(of: key).map { "\(name) \($0.line):\($0.column)" } ?? "\(name) nowhere"
    switch table.kind(of: key) {
    case .table: return [place] + (table.table(key).map { positions(in: $0, below: name + ".") } ?? [])
    case .array:
      guard case .array(let values) = table.any(key), case .table = values.first else { return [place] }
      let elements = table.tableArray(key).enumerated()
      return [place] + elements.flatMap { positions(in: $1, below: "\(name)[\($0)].") }
    default: return [place]
    }
  }
}
