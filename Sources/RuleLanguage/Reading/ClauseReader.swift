internal import Transcripts

/// Reads one line of `when` or `unless`.
struct ClauseReader {
  let log: DiagnosticLog
  let keywords: KeywordReader
  private var values: ValueReader { ValueReader(log: log) }
  private var contexts: ContextReader { ContextReader(log: log) }

  init(log: DiagnosticLog, scope: ListScope) {
    self.log = log
    keywords = KeywordReader(log: log, scope: scope)
  }

  /// The lines under `when` or `unless`; one line may stand without a list.
  func clauses(_ node: YAMLNode, isExclusion: Bool) -> [Clause] {
    let what = isExclusion ? "`unless`" : "`when`"
    let lines = values.list(node, what) ?? []
    // A rule of one `any` line votes once a meaning; elsewhere meanings are not counted.
    let counts = !isExclusion && lines.count == 1
    return lines.compactMap { clause($0, of: what, isExclusion, counts: counts) }
  }

  private func clause(
    _ node: YAMLNode, of what: String, _ isExclusion: Bool, counts: Bool
  ) -> Clause? {
    let keys = isExclusion ? KnownKeys.exclusion : KnownKeys.clause
    guard let table = values.table(node, "a line of \(what)", keys: keys) else { return nil }
    let kinds = KnownKeys.clauseKinds.filter { table[$0] != nil }
    guard let name = kinds.first, kinds.count == 1, let value = table[name] else {
      reportKinds(kinds, of: what, at: node)
      return nil
    }
    checkNearKeys(table, kind: name)
    if counts, name == "any" { keywords.checkCounted(value) }
    guard let kind = kind(name, value, table) else { return nil }
    return Clause(
      kind: kind, sections: table["in"].flatMap(contexts.sections),
      speakers: table["by"].flatMap(contexts.speakers),
      turns: table["turns"].flatMap(contexts.turns),
      contexts: table["context"].flatMap(contexts.contexts),
      notIn: table["not_in"].map { keywords.meanings($0, "`not_in`") } ?? [],
      scope: table["scope"].flatMap(scope),
      position: name == "regex" ? log.textPosition(value) : node.position)
  }

  /// `scope:` of a rule or exclusion.
  func scope(_ node: YAMLNode) -> Rule.Scope? {
    values.word(node, "scope", among: Rule.Scope.allCases.map(\.rawValue))
      .flatMap(Rule.Scope.init(rawValue:))
  }

  // MARK: Kinds

  private func kind(
    _ name: String, _ value: YAMLNode, _ table: [String: YAMLNode]
  ) -> ClauseKind? {
    switch name {
    case "any": nonEmpty(keywords.meanings(value, "`any`")).map(ClauseKind.any)
    case "all": nonEmpty(keywords.merged(value, "`all`")).map(ClauseKind.all)
    case "at_least": atLeast(value)
    case "near": near(value, table)
    default: pattern(value).map(ClauseKind.regex)
    }
  }

  private func nonEmpty(_ meanings: [Meaning]) -> [Meaning]? { meanings.isEmpty ? nil : meanings }

  private func atLeast(_ node: YAMLNode) -> ClauseKind? {
    guard let table = values.table(node, "`at_least`", keys: ["count", "of"]),
      let countNode = values.require(table, "count", of: "`at_least`", at: node),
      let ofNode = values.require(table, "of", of: "`at_least`", at: node),
      let count = values.integer(countNode, "`count`", in: 1...100),
      let meanings = nonEmpty(keywords.meanings(ofNode, "`of`"))
    else { return nil }
    keywords.checkCounted(ofNode)
    guard count <= Set(meanings.map(\.id)).count else {
      log.report(
        .badValue, "`count` is larger than the number of meanings in `of`", at: countNode,
        mark: "can never hold")
      return nil
    }
    return .atLeast(count, of: meanings)
  }

  private func near(_ node: YAMLNode, _ table: [String: YAMLNode]) -> ClauseKind? {
    let elements = (values.list(node, "`near`") ?? []).map { keywords.item($0, "`near`") }
    let within = table["within"].flatMap { values.integer($0, "`within`", in: 0...200) } ?? 12
    let ordered = table["ordered"].flatMap { values.flag($0, "value of `ordered`") } ?? false
    guard elements.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard elements.count >= 2 else {
      log.report(
        .badValue, "`near` needs two words or lists", at: node,
        help: ["write `any:` for one of several words"])
      return nil
    }
    return .near(elements, within: within, ordered: ordered)
  }

  /// A pattern; whether PCRE2 takes it is for the matcher to say.
  func pattern(_ node: YAMLNode) -> String? {
    CutText.check(node, log: log)
    guard let pattern = values.text(node, "a pattern") else { return nil }
    WordBoundary.check(pattern, node: node, log: log)
    HanMarks.check(pattern, node: node, log: log)
    return pattern
  }

  // MARK: Reports

  private func reportKinds(_ kinds: [String], of what: String, at node: YAMLNode) {
    let all = KnownKeys.clauseKinds.map { "`\($0)`" }.joined(separator: " ")
    if kinds.isEmpty {
      log.report(
        .missingKey, "a line of \(what) says nothing to look for", at: node.position,
        help: ["begin it with one of \(all)"])
    } else {
      log.report(
        .wrongShape, "a line of \(what) looks for two things: `\(kinds.joined(separator: "` `"))`",
        at: node.position, help: ["write two lines, each with its own `-`"])
    }
  }

  private func checkNearKeys(_ table: [String: YAMLNode], kind: String) {
    for key in ["within", "ordered"] where kind != "near" {
      guard let node = table[key] else { continue }
      log.report(
        .unknownKey, "`\(key)` belongs to `near`, not to `\(kind)`", at: node,
        help: ["delete it, or write `near:`"])
    }
  }
}
