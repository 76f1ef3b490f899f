/// Readers of arrays and tables.
extension SettingsTable {
  /// The array of strings under a key; nil if any element is something else.
  package func stringArray(_ key: String) -> [String]? {
    guard let node = take(key) else { return nil }
    guard case .array(let elements) = node.content else {
      mismatch(key, node, expected: .array)
      return nil
    }
    var texts: [String] = []
    for element in elements {
      if case .string(let text) = element.content {
        texts.append(text)
      } else {
        mismatch(key, element, expected: .string, isElement: true)
      }
    }
    return texts.count == elements.count ? texts : nil
  }

  /// The table under a key whose values are all strings, such as an environment; nil if any value is something else.
  package func stringTable(_ key: String) -> [String: String]? {
    guard let table = table(key) else { return nil }
    var texts: [String: String] = [:]
    for name in table.keys { texts[name] = table.string(name) }
    return texts.count == table.keys.count ? texts : nil
  }

  /// The table under a key, written with a header, as `key = { … }`, or by dotted keys.
  package func table(_ key: String) -> SettingsTable? {
    guard let node = take(key) else { return nil }
    guard case .table = node.content else {
      mismatch(key, node, expected: .table)
      return nil
    }
    return children(of: key) { [SettingsTable(name: key, node: node, report: report)] }.first
  }

  /// The named tables under a key, in the order of the file: `[jobs.backup]` and `[jobs.report]` under `jobs`.
  ///
  /// Empty when the key is absent. Members that are no tables are reported and left out.
  package func tables(_ key: String) -> [SettingsTable] {
    guard let table = table(key) else { return [] }
    return table.keys.compactMap { table.table($0) }
  }

  /// The tables of the array under a key, written as `[[key]]` or inline; empty when the key is absent.
  ///
  /// Elements that are no tables are reported and left out.
  package func tableArray(_ key: String) -> [SettingsTable] {
    guard let node = take(key) else { return [] }
    guard case .array(let elements) = node.content else {
      mismatch(key, node, expected: .array)
      return []
    }
    return children(of: key) {
      elements.compactMap { element in
        if case .table = element.content { return SettingsTable(name: "", node: element, report: report) }
        mismatch(key, element, expected: .table, isElement: true)
        return nil
      }
    }
  }
}
