internal import Transcripts

/// Reads one rule, with lists and labels resolved.
struct RuleReader {
  let log: DiagnosticLog
  let labels: LabelReader
  private var values: ValueReader { ValueReader(log: log) }
  private var contexts: ContextReader { ContextReader(log: log) }

  func rule(_ written: WrittenRule) -> Rule? {
    let what = "the rule `\(written.id)`"
    guard let table = values.table(written.node, "a rule", keys: KnownKeys.rule) else {
      return nil
    }
    let clauses = ClauseReader(log: log, scope: written.scope)
    var rule = Rule(
      id: written.id, pack: written.pack, name: written.id,
      position: written.node.value("id")?.position ?? written.node.position)
    rule.owner = written.owner
    if let node = values.require(table, "name", of: what, at: written.node),
      let name = values.text(node, "`name`")
    {
      rule.name = name
    }
    readSettings(table, clauses: clauses, into: &rule)
    if let gives = values.require(table, "gives", of: what, at: written.node) {
      rule.gives = GivesReader(log: log, labels: labels).votes(gives, score: table["score"])
    }
    if let when = values.require(table, "when", of: what, at: written.node) {
      rule.when = clauses.clauses(when, isExclusion: false)
      if case .list(let items) = when.content, items.isEmpty { reportNoLines(when) }
    }
    rule.unless = table["unless"].map { clauses.clauses($0, isExclusion: true) } ?? []
    if let fields = table["fields"] { rule.fields = self.fields(fields, clauses: clauses) }
    rule.examples = ExampleReader(log: log).examples(table)
    return rule
  }

  private func readSettings(
    _ table: [String: YAMLNode], clauses: ClauseReader, into rule: inout Rule
  ) {
    if let node = table["status"],
      let word = values.word(node, "status", among: Rule.Status.allCases.map(\.rawValue)),
      let status = Rule.Status(rawValue: word)
    {
      rule.status = status
    }
    if let sections = table["in"].flatMap(contexts.sections) { rule.sections = sections }
    if let speakers = table["by"].flatMap(contexts.speakers) { rule.speakers = speakers }
    if let scope = table["scope"].flatMap(clauses.scope) { rule.scope = scope }
    rule.contexts = table["context"].flatMap(contexts.contexts)
    if let node = table["suppresses"] {
      rule.suppresses = values.oneOrMore(node, "`suppresses`").compactMap {
        values.text($0, "a rule id")
      }
    }
    if let node = table["sounds_like"] {
      rule.soundsLike = values.flag(node, "value of `sounds_like`") ?? true
    }
    if let node = table["note"] { rule.note = values.document(node, "`note`") ?? "" }
    if let node = table["expect"] { rule.expect = values.expectation(node) ?? "" }
    if let node = table["owner"] { rule.owner = values.text(node, "`owner`") ?? rule.owner }
  }

  private func fields(_ node: YAMLNode, clauses: ClauseReader) -> [Rule.FieldPattern] {
    (values.entries(node, "`fields`") ?? []).compactMap { entry in
      let what = "the field `\(entry.name)`"
      guard let name = values.text(entry.key, "the name of a field"),
        let table = values.table(entry.value, what, keys: ["regex"]),
        let regex = values.require(table, "regex", of: what, at: entry.key),
        let pattern = clauses.pattern(regex)
      else { return nil }
      if !pattern.contains("(?<value>") && !pattern.contains("(?'value'") {
        log.report(
          .badValue, "\(what) has no group `(?<value>…)`", at: regex,
          help: ["put the part to report in `(?<value>` and `)`"])
      }
      return Rule.FieldPattern(name: name, pattern: pattern, position: log.textPosition(regex))
    }
  }

  private func reportNoLines(_ node: YAMLNode) {
    log.report(
      .missingValue, "`when` has no lines", at: node,
      help: ["a rule without lines would hold for every order"])
  }
}
