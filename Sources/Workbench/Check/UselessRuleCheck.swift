internal import RuleLanguage
internal import Transcripts

/// Rules that cannot do anything: they can never fire, or are suppressed wherever they do.
struct UselessRuleCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let rules: [Rule]
  private let neverFires: NeverFires
  private var words: RuleWords { neverFires.rules }

  init(_ ruleSet: RuleSet) {
    rules = ruleSet.rules
    neverFires = NeverFires(ruleSet)
  }

  mutating func check() {
    let used = rules.filter { $0.status == .active || $0.status == .shadow }
    for rule in used {
      guard let reason = neverFires.reason(rule) else { continue }
      let message =
        reason.isCertain
        ? "rule `\(rule.id)` can never fire" : "rule `\(rule.id)` fires on nothing that is asserted"
      report(.neverMatches, rule, message, reason.note, reason.help)
    }
    let suppressed = Set(used.filter { $0.status == .active }.flatMap(\.suppresses))
    // A suppressed rule suppresses nothing.
    for suppressor in used
    where suppressor.status == .active && !suppressed.contains(suppressor.id) {
      for victim in used
      where suppressor.suppresses.contains(victim.id) && fires(suppressor, wherever: victim) {
        report(
          .alwaysSuppressed, victim, "rule `\(victim.id)` never votes",
          "wherever it fires, `\(suppressor.id)` fires too and suppresses it",
          "take it out of `suppresses`, or narrow `\(suppressor.id)`")
      }
    }
  }

  private mutating func report(
    _ code: DiagnosticCode, _ rule: Rule, _ message: String, _ note: String, _ help: String
  ) {
    diagnostics.append(
      Diagnostic(
        code, message, at: rule.position, length: rule.id.unicodeScalars.count, notes: [note],
        help: [help]))
  }

  /// Whether one rule must fire wherever the other does: it asks for one word, and the other cannot
  /// do without it.
  private func fires(_ rule: Rule, wherever other: Rule) -> Bool {
    guard rule.when.count == 1, rule.unless.isEmpty, let clause = rule.when.first,
      case .any(let meanings) = clause.kind, clause.notIn.isEmpty, clause.turns == nil,
      rule.soundsLike || !other.soundsLike
    else { return false }
    let allowed = words.contexts(of: clause, rule)
    return other.when.contains { line in
      guard let need = RuleWords.need(of: line.kind),
        allowed.isSuperset(of: words.contexts(of: line, other)),
        isWide(clause, than: line, rule, other)
      else { return false }
      return need.isMissed { part in
        part.flatMap(\.words).allSatisfy { word in
          meanings.flatMap(\.words).contains { words.brings(word, $0) }
        }
      }
    }
  }

  private func isWide(_ clause: Clause, than line: Clause, _ rule: Rule, _ other: Rule) -> Bool {
    (clause.sections ?? rule.sections).isSuperset(of: line.sections ?? other.sections)
      && (clause.speakers ?? rule.speakers).isSuperset(of: line.speakers ?? other.speakers)
  }
}
