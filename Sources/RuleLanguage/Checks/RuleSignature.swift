internal import Transcripts

/// What a rule does, as text: equal for two rules that cannot be told apart by any order.
enum RuleSignature {
  static func of(_ rule: Rule) -> String {
    let votes = rule.gives.map { "\($0.label)=\($0.score ?? 0)" }.sorted()
    return votes.joined(separator: ",") + "/" + ofConditions(rule)
  }

  /// What a rule looks for, whatever it gives.
  static func ofConditions(_ rule: Rule) -> String {
    [
      "\(rule.sections.rawValue)", "\(rule.speakers.rawValue)",
      rule.scope.rawValue, "\(rule.contexts?.rawValue ?? 0)",
      rule.when.map(clause).sorted().joined(separator: ";"),
      rule.unless.map(clause).sorted().joined(separator: ";"),
    ].joined(separator: "/")
  }

  private static func clause(_ clause: Clause) -> String {
    [
      kind(clause.kind), "\(clause.sections?.rawValue ?? 0)", "\(clause.speakers?.rawValue ?? 0)",
      clause.turns.map { "\($0)" } ?? "", "\(clause.contexts?.rawValue ?? 0)",
      meanings(clause.notIn), clause.scope?.rawValue ?? "",
    ].joined(separator: "\u{1}")
  }

  private static func kind(_ kind: ClauseKind) -> String {
    switch kind {
    case .any(let list): "any " + meanings(list)
    case .all(let list): "all " + meanings(list)
    case .atLeast(let count, let list): "at_least \(count) " + meanings(list)
    case .near(let elements, let within, let ordered):
      "near \(within) \(ordered) " + elements.map(meanings).joined(separator: "\u{2}")
    case .regex(let pattern): "regex " + pattern
    }
  }

  private static func meanings(_ list: [Meaning]) -> String {
    list.map { $0.words.sorted().joined(separator: "|") }.sorted().joined(separator: "\u{3}")
  }
}
