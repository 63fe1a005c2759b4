/// Reads `taxonomy.yaml`: axes, groups of causes, attributes.
struct TaxonomyReader {
  let log: DiagnosticLog
  private var values: ValueReader { ValueReader(log: log) }

  func read(_ root: YAMLNode) -> Taxonomy? {
    guard let table = values.table(root, "the taxonomy", keys: KnownKeys.taxonomy) else {
      return nil
    }
    values.format(table, is: "taxonomy/1", at: root)
    var labels: [Taxonomy.Label] = []
    for (axis, key) in [(Taxonomy.Axis.intent, "intent"), (.topic, "topic")] {
      guard let node = values.require(table, key, of: "the taxonomy", at: root) else { continue }
      labels += self.labels(node, axis: axis, group: nil)
    }
    if let causes = values.require(table, "cause", of: "the taxonomy", at: root) {
      for group in values.entries(causes, "`cause`") ?? [] {
        labels += self.labels(group.value, axis: .cause, group: group.name)
      }
    }
    let attributes = table["attributes"].map(self.attributes) ?? []
    return Taxonomy(labels: labels, attributes: attributes)
  }

  private func labels(
    _ node: YAMLNode, axis: Taxonomy.Axis, group: String?
  ) -> [Taxonomy.Label] {
    var seen: Set<String> = []
    return (values.entries(node, "`\(group ?? axis.name)`") ?? []).compactMap { entry in
      let what = "the label `\(entry.name)`"
      guard isIdentifier(entry.key),
        let table = values.table(entry.value, what, keys: KnownKeys.label)
      else { return nil }
      guard seen.insert(entry.name).inserted else { return nil }
      let zh = values.require(table, "zh", of: what, at: entry.key)
      return Taxonomy.Label(
        axis: axis, id: entry.name,
        zh: zh.flatMap { values.text($0, "`zh`") } ?? entry.name,
        en: table["en"].flatMap { values.text($0, "`en`") } ?? entry.name,
        means: table["means"].flatMap { values.document($0, "`means`") } ?? "", group: group,
        expect: table["expect"].flatMap { values.expectation($0) } ?? "")
    }
  }

  private func attributes(_ node: YAMLNode) -> [Taxonomy.Attribute] {
    (values.entries(node, "`attributes`") ?? []).compactMap { entry in
      let what = "the attribute `\(entry.name)`"
      let keys = ["values", "nothing", "means", "zh", "en"]
      guard isIdentifier(entry.key), let table = values.table(entry.value, what, keys: keys),
        let list = values.require(table, "values", of: what, at: entry.key)
      else { return nil }
      let names = (values.list(list, "`values`") ?? []).compactMap {
        isIdentifier($0) ? $0.text : nil
      }
      guard let last = names.last else { return nil }
      let written = table["nothing"].flatMap { values.word($0, "value of it", among: names) }
      let usual = ["none", "unknown", "normal", "neutral", "first"].first(where: names.contains)
      return Taxonomy.Attribute(name: entry.name, values: names, nothing: written ?? usual ?? last)
    }
  }

  /// Ids are lower-case ASCII words, since results and file names carry them.
  private func isIdentifier(_ node: YAMLNode) -> Bool {
    guard let text = values.text(node, "an id") else { return false }
    let isSound = text.unicodeScalars.allSatisfy {
      $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0)
    }
    if !isSound {
      log.report(
        .badValue, "the id `\(text)` must be lower-case letters, digits and `_`", at: node,
        help: ["ids stand in results; the Chinese name goes to `zh`"])
    }
    return isSound
  }
}
