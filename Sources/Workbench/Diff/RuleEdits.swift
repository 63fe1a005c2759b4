package import RuleLanguage

/// Which rules of a set were written anew, changed or taken out, by their content alone.
package struct RuleEdits: Equatable, Sendable {
  package var added: [String] = []
  package var changed: [String] = []
  package var removed: [String] = []
  /// Something beside the rules differs: labels, policy, cues, layouts or weights.
  package var hasOther = false

  package init(from old: RuleSet, to new: RuleSet) {
    let before = Self.contents(old.rules)
    let after = Self.contents(new.rules)
    added = after.keys.filter { before[$0] == nil }.sorted()
    removed = before.keys.filter { after[$0] == nil }.sorted()
    changed = after.keys.filter { id in before[id].map { $0 != after[id] } ?? false }.sorted()
    let isSame = added.isEmpty && removed.isEmpty && changed.isEmpty
    hasOther = isSame && old.digest != new.digest
  }

  /// What each rule does, without where it stands and what is said about it.
  private static func contents(_ rules: [Rule]) -> [String: String] {
    Dictionary(rules.map { ($0.id, content(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func content(of rule: Rule) -> String {
    let nowhere = FilePosition(file: "", line: 0, column: 0)
    var rule = rule
    rule.position = nowhere
    rule.examples = []
    rule.note = ""
    rule.owner = ""
    for index in rule.when.indices { rule.when[index].position = nowhere }
    for index in rule.unless.indices { rule.unless[index].position = nowhere }
    for index in rule.fields.indices { rule.fields[index].position = nowhere }
    return String(describing: rule)
  }
}
