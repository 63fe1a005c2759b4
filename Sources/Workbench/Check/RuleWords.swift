internal import RuleLanguage
internal import Transcripts

/// What lines of rules ask of words, for checks that compare them.
struct RuleWords {
  private let policy: Policy
  private let taxonomy: Taxonomy
  /// Everything that may change what a word inside another means.
  private let cueWords: [String]

  init(_ ruleSet: RuleSet) {
    policy = ruleSet.policy
    taxonomy = ruleSet.taxonomy
    cueWords =
      (ruleSet.cues.cues.flatMap(\.words) + ruleSet.cues.clauseEnds + ruleSet.cues.endWords)
      .map { FoldTable.shared.fold($0) }
  }

  func folded(_ word: String) -> String { FoldTable.shared.fold(word) }

  /// Groups of meanings of which so many must be met.
  struct Need {
    var elements: [[Meaning]]
    var count: Int

    /// Whether what is left is not enough, once the groups that pass the test are taken away.
    func isMissed(without isAway: ([Meaning]) -> Bool) -> Bool {
      elements.count { !isAway($0) } < count
    }
  }

  /// What a line needs; nil for a pattern.
  static func need(of kind: ClauseKind) -> Need? {
    switch kind {
    case .any(let meanings): Need(elements: [meanings], count: 1)
    case .all(let meanings): Need(elements: meanings.map { [$0] }, count: meanings.count)
    case .atLeast(let count, let meanings):
      Need(elements: meanings.map { [$0] }, count: count)
    case .near(let elements, _, _): Need(elements: elements, count: elements.count)
    case .regex: nil
    }
  }

  /// Whether a word is never found without the other being found and meant in the same way.
  ///
  /// Inside the longer word no cue may stand, nor one that begins or ends in it: 没有防雷 holds 防雷,
  /// but denies it.
  func brings(_ word: String, _ other: String) -> Bool {
    let (long, short) = (folded(word), folded(other))
    if long == short { return true }
    guard long.contains(short) else { return false }
    return !cueWords.contains { long.contains($0) || meet($0, long) || meet(long, $0) }
  }

  /// Whether the end of one word is the beginning of another.
  private func meet(_ first: String, _ second: String) -> Bool {
    let (head, tail) = (Array(first.unicodeScalars), Array(second.unicodeScalars))
    guard head.count > 1, tail.count > 1 else { return false }
    return (1..<min(head.count, tail.count)).contains { head.suffix($0) == tail.prefix($0) }
  }

  /// Whether a word holds the end of a sentence.
  func endsSentence(_ word: String) -> Bool {
    folded(word).unicodeScalars.contains { "。!?;\n".unicodeScalars.contains($0) }
  }

  /// The contexts in which a line counts, for any axis the rule votes on.
  func contexts(of clause: Clause, _ rule: Rule) -> ContextSet {
    if let own = clause.contexts ?? rule.contexts { return own }
    return rule.gives.reduce([]) {
      $0.union(policy.axis(taxonomy.labels[$1.label].axis).contexts)
    }
  }

  /// Whether an exclusion looks wherever a line of its rule does.
  func looksWherever(_ exclusion: Clause, _ rule: Rule, _ clause: Clause) -> Bool {
    (exclusion.sections ?? rule.sections).isSuperset(of: clause.sections ?? rule.sections)
      && (exclusion.speakers ?? rule.speakers).isSuperset(of: clause.speakers ?? rule.speakers)
      && exclusion.turns == nil && exclusion.notIn.isEmpty
      && (exclusion.contexts ?? .asserted).contains(.asserted)
  }
}

extension ClauseKind {
  var isPattern: Bool { if case .regex = self { true } else { false } }

  /// Whether this finds something wherever the other does: the same, in a window as wide.
  func isSame(as other: ClauseKind) -> Bool {
    switch (self, other) {
    case (.regex(let mine), .regex(let theirs)): mine == theirs
    case (.near(let mine, let wide, let ordered), .near(let theirs, let narrow, let isOrdered)):
      mine == theirs && wide >= narrow && ordered == isOrdered
    default: false
    }
  }
}
