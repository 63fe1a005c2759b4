/// A flat YAML file of settings, read as strictly as a rule file.
package struct SettingsFile: Sendable {
  /// What stands behind each key; a list gives several, a word gives one.
  package let values: [String: [String]]
  /// The tables in the lists of such, key by key, and the line each begins in.
  package let tables: [String: [(line: Int, values: [String: String])]]
  /// Everything wrong with the file; no value counts unless this is empty.
  package let diagnostics: [Diagnostic]

  /// Reads the bytes; `keys` are the names that may stand there, `lists` those behind which a list of
  /// tables stands, with the keys of these.
  package init(_ source: SourceFile, keys: [String], lists: [String: [String]] = [:]) {
    let log = DiagnosticLog(sources: [source], root: "")
    let root = Self.root(source, keys + lists.keys.sorted(), log)
    let reader = ValueReader(log: log)
    values = root.filter { lists[$0.key] == nil }.reduce(into: [:]) { values, entry in
      values[entry.key] = reader.oneOrMore(entry.value, "`\(entry.key)`")
        .compactMap { reader.text($0, "`\(entry.key)`") }
    }
    tables = lists.reduce(into: [:]) { tables, list in
      guard let node = root[list.key] else { return }
      tables[list.key] = Self.rows(node, list.key, list.value, reader)
    }
    diagnostics = log.sorted
  }

  private static func rows(
    _ node: YAMLNode, _ name: String, _ keys: [String], _ reader: ValueReader
  ) -> [(line: Int, values: [String: String])] {
    (reader.list(node, "`\(name)`") ?? []).map { item in
      let entries = reader.table(item, "one of `\(name)`", keys: keys) ?? [:]
      return (
        item.position.line,
        entries.compactMapValues { reader.text($0, "a value of `\(name)`") }
      )
    }
  }

  private static func root(
    _ source: SourceFile, _ keys: [String], _ log: DiagnosticLog
  ) -> [String: YAMLNode] {
    // A file in which every line is a comment says nothing, and that is fine.
    let isEmpty = source.lines.allSatisfy { line in
      line.unicodeScalars.first { $0 != " " }.map { $0 == "#" } ?? true
    }
    guard !isEmpty, let root = YAMLFile.read(source, log: log) else { return [:] }
    return ValueReader(log: log).table(root, "the settings", keys: keys) ?? [:]
  }
}
