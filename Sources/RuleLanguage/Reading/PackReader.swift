/// Reads a file of `packs/`: its header, its lists, and the rules as written.
struct PackReader {
  let log: DiagnosticLog
  let shared: [String: WordList]
  private var values: ValueReader { ValueReader(log: log) }

  func rules(_ root: YAMLNode, of source: SourceFile) -> [WrittenRule] {
    guard let table = values.table(root, "a pack", keys: KnownKeys.pack) else { return [] }
    values.format(table, is: "rules/1", at: root)
    let pack = packName(table, root: root, stem: source.stem)
    let owner = table["owner"].flatMap { values.text($0, "`owner`") } ?? ""
    var scope = ListScope(shared: shared)
    if let lists = table["lists"] { scope.own = ListReader(log: log).lists(lists) }
    guard let list = values.require(table, "rules", of: "the pack", at: root) else { return [] }
    return (values.list(list, "`rules`") ?? []).compactMap { node in
      guard case .table = node.content else {
        values.wrongShape(node, "a rule", wanted: "a table that begins with `id:`")
        return nil
      }
      guard let id = id(node, pack: pack) else { return nil }
      return WrittenRule(id: id, node: node, pack: pack, owner: owner, scope: scope)
    }
  }

  /// The pack's name is its file's, so that a rule id leads to its file.
  private func packName(_ table: [String: YAMLNode], root: YAMLNode, stem: String) -> String {
    guard let node = values.require(table, "pack", of: "the file", at: root),
      let name = values.text(node, "`pack`")
    else { return stem }
    if name != stem {
      log.report(
        .badValue, "the pack `\(name)` must be called as its file", at: node,
        mark: "the file is `\(stem).yaml`", help: ["write: pack: \(stem)"])
    }
    return name
  }

  private func id(_ node: YAMLNode, pack: String) -> String? {
    guard let idNode = node.value("id") else {
      log.report(
        .missingKey, "a rule has no `id`", at: node.position, mark: "no `id` in this table",
        help: ["write: - id: \(pack).some_name"])
      return nil
    }
    guard let id = values.text(idNode, "`id`") else { return nil }
    guard id.hasPrefix(pack + "."), id.count > pack.count + 1,
      id.unicodeScalars.allSatisfy({ $0 == "." || $0 == "_" || $0 == "-" || isLetter($0) })
    else {
      log.report(
        .badValue, "the id `\(id)` must be `\(pack).` and a name of letters, digits, `_`",
        at: idNode, help: ["write: id: \(pack).\(id.split(separator: ".").last ?? "name")"])
      return nil
    }
    return id
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
