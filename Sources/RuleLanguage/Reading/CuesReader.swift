/// Reads `cues.yaml`.
struct CuesReader {
  let log: DiagnosticLog
  private let keywords: KeywordReader
  private var values: ValueReader { ValueReader(log: log) }

  init(log: DiagnosticLog, shared: [String: WordList]) {
    self.log = log
    keywords = KeywordReader(log: log, scope: ListScope(shared: shared), isProse: true)
  }

  func read(_ root: YAMLNode) -> Cues {
    var cues = Cues()
    guard let table = values.table(root, "the cues", keys: KnownKeys.cues) else { return cues }
    values.format(table, is: "cues/1", at: root)
    if let node = table["ends"],
      let ends = values.table(node, "`ends`", keys: ["clause", "words"])
    {
      cues.clauseEnds = words(ends["clause"], "`clause`")
      cues.endWords = words(ends["words"], "`words`")
    }
    cues.pseudo = words(table["pseudo"], "`pseudo`")
    cues.gapNegations = words(table["gap_negations"], "`gap_negations`")
    cues.affirm = words(table["affirm"], "`affirm`")
    cues.deny = words(table["deny"], "`deny`")
    cues.cues = items(table["cues"], "`cues`").compactMap(cue)
    cues.states = table["states"].map(states) ?? []
    cues.examples = items(table["examples"], "`examples`").compactMap(example)
    return cues
  }

  private func words(_ node: YAMLNode?, _ what: String) -> [String] {
    guard let node, !isEmptyList(node) else { return [] }
    return keywords.words(node, what)
  }

  private func items(_ node: YAMLNode?, _ what: String) -> [YAMLNode] {
    node.flatMap { values.list($0, what) } ?? []
  }

  private func isEmptyList(_ node: YAMLNode) -> Bool {
    if case .list(let items) = node.content { return items.isEmpty }
    return false
  }

  // MARK: Cues

  private func cue(_ node: YAMLNode) -> Cues.Cue? {
    guard let table = values.table(node, "a cue", keys: KnownKeys.cue),
      let say = values.require(table, "say", of: "the cue", at: node),
      let kindNode = values.require(table, "kind", of: "the cue", at: node),
      let kind = kind(kindNode)
    else { return nil }
    var cue = Cues.Cue(words: words(say, "`say`"), kind: kind, position: node.position)
    if let looks = table["looks"],
      let word = values.word(looks, "direction", among: Cues.Direction.allCases.map(\.rawValue)),
      let direction = Cues.Direction(rawValue: word)
    {
      cue.looks = direction
    }
    if let reach = table["reach"].flatMap({ values.integer($0, "`reach`", in: 0...200) }) {
      cue.reach = reach
    }
    if let ends = table["ends"],
      let word = values.word(ends, "end", among: Cues.End.allCases.map(\.rawValue)),
      let end = Cues.End(rawValue: word)
    {
      cue.ends = end
    }
    cue.listMembers =
      table["lists_members"].flatMap { values.flag($0, "value of `lists_members`") } ?? false
    return cue
  }

  private func kind(_ node: YAMLNode) -> Cues.Kind? {
    let names = HitContext.allCases.map(\.name) + ["finding", "denial"]
    switch values.word(node, "kind of cue", among: names) {
    case "finding": return .finding
    case "denial": return .denial
    case let name?: return HitContext(name: name).map(Cues.Kind.context)
    case nil: return nil
    }
  }

  // MARK: States and examples

  private func states(_ node: YAMLNode) -> [Cues.State] {
    let table = values.table(node, "`states`", keys: Cues.stateNames) ?? [:]
    return Cues.stateNames.compactMap { name in
      table[name].map { Cues.State(name: name, words: words($0, "`\(name)`")) }
    }
  }

  private func example(_ node: YAMLNode) -> Cues.Example? {
    let keys = ["text", "context", "state"]
    guard let table = values.table(node, "an example", keys: keys),
      let textNode = values.require(table, "text", of: "the example", at: node),
      let text = values.document(textNode, "`text`")
    else { return nil }
    let names = HitContext.allCases.map(\.name)
    let context = table["context"].flatMap { values.word($0, "context", among: names) }
    let state = table["state"].flatMap {
      values.word($0, "state", among: Cues.stateNames + ["none"])
    }
    if table["context"] == nil, table["state"] == nil {
      log.report(
        .missingKey, "an example needs `context` or `state`", at: node.position,
        help: ["write what the example shows, such as `context: negated`"])
    }
    if table["context"] != nil, !text.contains("«") || !text.contains("»") {
      log.report(
        .badValue, "an example of a context marks the hit with « and »", at: textNode,
        help: ["write: 客户说家里没有«停电»"])
    }
    return Cues.Example(
      text: text, context: context.flatMap(HitContext.init(name:)), state: state,
      position: log.textPosition(textNode))
  }
}
