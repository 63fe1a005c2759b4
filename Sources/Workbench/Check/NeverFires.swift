internal import RuleLanguage
internal import Transcripts

/// Finds the contradiction that keeps a rule from firing on any order.
///
/// Only what is certain is told. Speakers and turns are no contradiction: a text without turns passes
/// both. Windows of `near` are none either: words can always stand side by side.
struct NeverFires {
  /// Why, and what to write instead.
  struct Reason {
    var note: String
    var help: String
    /// False where the rule still fires on what is only suspected, asked or supposed.
    var isCertain = true
  }

  let rules: RuleWords
  /// Sections that an order can have under these layouts.
  private let sections: SectionSet

  init(_ ruleSet: RuleSet) {
    rules = RuleWords(ruleSet)
    // Text that no field name claims is `accept`; names and numbers in front of it are `header`.
    sections = ruleSet.layouts.fields.reduce([SectionSet(.header), SectionSet(.accept)]) {
      $0.union(SectionSet($1.section))
    }
  }

  func reason(_ rule: Rule) -> Reason? {
    if let reason = apart(rule) { return reason }
    for (number, clause) in rule.when.enumerated() {
      if let reason = nowhere(rule, clause, number) ?? covered(clause, number)
        ?? acrossSentences(clause, number) ?? excluded(rule, clause, number)
      {
        return reason
      }
    }
    return nil
  }

  // MARK: Where it looks

  private func apart(_ rule: Rule) -> Reason? {
    guard rule.scope != .document else { return nil }
    let shared = rule.when.reduce(SectionSet.all) {
      $0.intersection($1.sections ?? rule.sections)
    }
    guard shared.isEmpty else { return nil }
    return Reason(
      note:
        "its lines look into different sections and must meet in one \(rule.scope.rawValue)",
      help: "write `scope: document`, or the same `in:` for all lines")
  }

  private func nowhere(_ rule: Rule, _ clause: Clause, _ number: Int) -> Reason? {
    let read = clause.sections ?? rule.sections
    guard read.intersection(sections).isEmpty else { return nil }
    let names = Section.allCases.filter { read.contains(SectionSet($0)) }.map(\.name)
    return Reason(
      note:
        "line \(number + 1) of `when` reads only \(names.joined(separator: ", ")), and no name in"
        + " layouts.yaml opens such a section",
      help: "name the field in layouts.yaml, or read another section with `in:`")
  }

  // MARK: What it looks for

  /// Words that always lie inside a phrase of the line's own `not_in`.
  private func covered(_ clause: Clause, _ number: Int) -> Reason? {
    // A phrase also covers a word that is just as long.
    let phrases = Set(clause.notIn.flatMap(\.words).map(rules.folded))
    guard !phrases.isEmpty else { return nil }
    func isCovered(_ meanings: [Meaning]) -> Bool {
      meanings.flatMap(\.words).allSatisfy { phrases.contains(rules.folded($0)) }
    }
    guard let need = RuleWords.need(of: clause.kind),
      need.isMissed(without: { isCovered($0) })
    else { return nil }
    let what = need.elements.count == 1 && need.count == 1 ? "every word" : "too many words"
    return Reason(
      note: "\(what) of line \(number + 1) of `when` stands in its own `not_in`",
      help: "name longer phrases in `not_in`, such as 防雷检测 for 雷")
  }

  /// Words of a `near` that end their sentence, with a word behind them in the same one.
  private func acrossSentences(_ clause: Clause, _ number: Int) -> Reason? {
    guard case .near(let elements, _, let ordered) = clause.kind else { return nil }
    let ending = elements.indices.filter { place in
      elements[place].flatMap(\.words).allSatisfy(rules.endsSentence)
    }
    let isImpossible =
      ordered ? ending.contains { $0 < elements.count - 1 } : ending.count > 1
    guard isImpossible else { return nil }
    return Reason(
      note:
        "the words of line \(number + 1) of `when` hold the end of a sentence, and `near` stays in"
        + " one",
      help: "take the mark out of the words, or write two lines and `scope: section`")
  }

  // MARK: What it excludes

  private func excluded(_ rule: Rule, _ clause: Clause, _ number: Int) -> Reason? {
    for exclusion in rule.unless where rules.looksWherever(exclusion, rule, clause) {
      guard isForced(exclusion, by: clause, of: rule) else { continue }
      let isCertain = rules.contexts(of: clause, rule) == .asserted
      let isSame = RuleWords.need(of: clause.kind) == nil
      return Reason(
        note: isSame
          ? "line \(number + 1) of `when` stands in `unless` too"
          : "line \(number + 1) of `when` cannot hold without a word of `unless`",
        help: isSame
          ? "delete one of the two"
          : "put the longer words into `not_in`, or take the short one out of `unless`",
        isCertain: isCertain)
    }
    return nil
  }

  /// Whether an exclusion holds wherever the line does.
  private func isForced(_ exclusion: Clause, by clause: Clause, of rule: Rule) -> Bool {
    guard let need = RuleWords.need(of: clause.kind) else {
      return clause.kind.isPattern && exclusion.kind.isSame(as: clause.kind)
    }
    /// Whether some part of the line cannot be met without a word of these meanings.
    func forces(_ meanings: [Meaning]) -> Bool {
      need.isMissed { part in
        part.flatMap(\.words).allSatisfy { word in
          meanings.flatMap(\.words).contains { rules.brings(word, $0) }
        }
      }
    }
    switch exclusion.kind {
    case .any(let meanings): return forces(meanings)
    // The parts must also meet where the exclusion looks.
    case .all(let meanings):
      return exclusion.scope == nil && meanings.allSatisfy { forces([$0]) }
    case .atLeast(let count, let meanings):
      return exclusion.scope == nil && meanings.count { forces([$0]) } >= count
    case .near: return exclusion.scope == nil && exclusion.kind.isSame(as: clause.kind)
    case .regex: return false
    }
  }
}
