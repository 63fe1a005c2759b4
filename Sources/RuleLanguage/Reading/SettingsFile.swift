/// A flat YAML file of settings, read as strictly as a rule file.
package struct SettingsFile: Sendable {
  /// What stands behind each key; a list gives several, a word gives one.
  package let values: [String: [String]]
  /// Everything wrong with the file; no value counts unless this is empty.
  package let diagnostics: [Diagnostic]

  /// Reads the bytes; `keys` are the names that may stand there.
  package init(_ source: SourceFile, keys: [String]) {
    let log = DiagnosticLog(sources: [source], root: "")
    values = Self.read(source, keys, log)
    diagnostics = log.sorted
  }

  private static func read(
    _ source: SourceFile, _ keys: [String], _ log: DiagnosticLog
  ) -> [String: [String]] {
    // A file in which every line is a comment says nothing, and that is fine.
    let isEmpty = source.lines.allSatisfy { line in
      line.unicodeScalars.first { $0 != " " }.map { $0 == "#" } ?? true
    }
    guard !isEmpty, let root = YAMLFile.read(source, log: log) else { return [:] }
    let reader = ValueReader(log: log)
    guard let table = reader.table(root, "the settings", keys: keys) else { return [:] }
    return table.reduce(into: [:]) { values, entry in
      values[entry.key] = reader.oneOrMore(entry.value, "`\(entry.key)`")
        .compactMap { reader.text($0, "`\(entry.key)`") }
    }
  }
}
