internal import RuleLanguage
internal import Transcripts

/// Rules that cannot do anything: they can never fire, or are suppressed wherever they do.
struct UselessRuleCheck {
  private(set) var diagnostics: [Diagnostic] = []

  mutating func check(_ rules: [Rule]) {
    let used = rules.filter { $0.status == .active || $0.status == .shadow }
    for rule in used {
      if let (note, help) = reasonNeverToFire(rule) {
        report(.neverMatches, rule, "rule `\(rule.id)` can never fire", note, help)
      }
    }
    for suppressor in used where suppressor.status == .active {
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

  // MARK: Never fires

  private func reasonNeverToFire(_ rule: Rule) -> (note: String, help: String)? {
    if rule.scope != .document {
      let shared = rule.when.reduce(SectionSet.all) {
        $0.intersection($1.sections ?? rule.sections)
      }
      if shared.isEmpty {
        return (
          "its lines look into different sections and must meet in one \(rule.scope.rawValue)",
          "write `scope: document`, or the same `in:` for all lines"
        )
      }
    }
    for (number, clause) in rule.when.enumerated() {
      guard let words = words(of: clause) else { continue }
      let phrases = clause.notIn.flatMap(\.words)
      // A phrase of `not_in` also covers a word that is just as long.
      if !phrases.isEmpty, words.allSatisfy({ word in phrases.contains(word) }) {
        return (
          "every word of line \(number + 1) of `when` stands in its own `not_in`",
          "name longer phrases in `not_in`, such as 防雷检测 for 雷"
        )
      }
      for exclusion in rule.unless where isWide(exclusion, than: clause, rule) {
        guard case .any(let meanings) = exclusion.kind else { continue }
        let excluded = meanings.flatMap(\.words)
        if words.allSatisfy({ word in excluded.contains { word.contains($0) } }) {
          return (
            "every word of line \(number + 1) of `when` holds a word of `unless`",
            "put the longer words into `not_in`, or take the short one out of `unless`"
          )
        }
      }
    }
    return nil
  }

  /// All words of a line of which each alone makes it hold; nil for other lines.
  private func words(of clause: Clause) -> [String]? {
    guard case .any(let meanings) = clause.kind else { return nil }
    return meanings.flatMap(\.words)
  }

  /// Whether an exclusion looks wherever the line does.
  private func isWide(_ exclusion: Clause, than clause: Clause, _ rule: Rule) -> Bool {
    (exclusion.sections ?? rule.sections).isSuperset(of: clause.sections ?? rule.sections)
      && (exclusion.speakers ?? rule.speakers).isSuperset(of: clause.speakers ?? rule.speakers)
      && exclusion.turns == nil && exclusion.notIn.isEmpty && exclusion.contexts == nil
      && (clause.contexts ?? rule.contexts ?? .asserted) == .asserted
  }

  // MARK: Suppressed

  /// Whether one rule must fire wherever the other does: it asks for one word, and the other cannot
  /// do without it.
  private func fires(_ rule: Rule, wherever other: Rule) -> Bool {
    guard rule.when.count == 1, rule.unless.isEmpty, let clause = rule.when.first,
      case .any(let meanings) = clause.kind, clause.notIn.isEmpty, clause.turns == nil,
      clause.contexts == nil, rule.contexts == nil, other.contexts == nil
    else { return false }
    let words = meanings.flatMap(\.words)
    return other.when.contains { line in
      guard let needed = self.words(of: line), line.contexts == nil,
        isWide(clause, than: line, rule, other)
      else { return false }
      return needed.allSatisfy { word in words.contains { word.contains($0) } }
    }
  }

  private func isWide(_ clause: Clause, than line: Clause, _ rule: Rule, _ other: Rule) -> Bool {
    (clause.sections ?? rule.sections).isSuperset(of: line.sections ?? other.sections)
      && (clause.speakers ?? rule.speakers).isSuperset(of: line.speakers ?? other.speakers)
  }
}
