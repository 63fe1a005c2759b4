package import RuleLanguage
package import Transcripts

/// A place in the text that a rule looked at, with everything its tests ask.
package struct FoundPlace: Equatable, Sendable {
  package var span: TextSpan
  /// The standard word of its meaning; nil for a pattern.
  package var term: String?
  /// The sentence around it.
  package var sentence: TextSpan
  package var section: Section
  /// Counted from 1; nil where the text has no turns.
  package var turn: Int?
  package var speaker: Speaker
  package var isBoilerplate: Bool
  package var isFinding: Bool
  package var context: HitContext
  /// The cue word that made the context, where there is one.
  package var cue: TextSpan?
  /// Read as it sounds: 欠肥 for 欠费.
  package var isHeard = false
}

/// One test a rule did not pass.
package struct FailedTest: Equatable, Sendable {
  package var test: RuleTest
  /// The line of `when`, or of `unless` where that is the test; nil for the whole rule.
  package var line: Int?
  /// The hits it stopped, in order.
  package var places: [FoundPlace] = []
  /// The longer phrase, or the words of `unless` that hold.
  package var other: TextSpan?
  /// What was found and what is asked: code points between words, or meanings.
  package var found: Int?
  package var wanted: Int?
  /// Standard words that are missing.
  package var missing: [String] = []
  /// Text that comes close to a missing word, and the word.
  package var resembles: TextSpan?
  package var resembled: String?
  /// How much that text is like the word, in hundredths; 0 when nothing is.
  package var likeness = 0

  package init(test: RuleTest, line: Int? = nil) {
    self.test = test
    self.line = line
  }
}

/// How one line of a rule fares on a text.
package struct ClauseOutcome: Equatable, Sendable {
  /// The line of `when` or of `unless`, counted from 0.
  package var line: Int
  package var isUnless: Bool
  /// Whether a line of `when` is met; whether a line of `unless` keeps out of the way.
  package var passes: Bool
  /// The closest text found.
  package var closest: [FoundPlace]
}

/// Why a rule fires on a text, or how near it came.
package struct NearMiss: Sendable {
  /// Place of the rule in `RuleSet.rules`.
  package var rule: Int
  /// The axis it was judged on.
  package var axis: Taxonomy.Axis
  /// Whether it fires as it stands (and is in use).
  package var fires: Bool
  /// The fewest tests that keep it from firing; empty when it fires.
  package var failed: [FailedTest] = []
  /// The evaluator was run with only these tests flipped, and the rule fired.
  package var isProven = false
  /// Other sets of as few tests that would do as well.
  package var alternatives: [[RuleTest]] = []
  package var clauses: [ClauseOutcome] = []

  /// Nothing the rule looks for stands in the text.
  package var isFar: Bool { !fires && clauses.allSatisfy { $0.isUnless || $0.closest.isEmpty } }

  /// Where the evaluator could prove nothing: the line that came nearest, and what it lacks.
  ///
  /// That is a line of which some words stand in the text, else the one whose word most resembles
  /// what is written, else the one with the fewest words to choose from.
  package var nearest: FailedTest? {
    guard !fires, !isProven else { return nil }
    func rank(_ failed: FailedTest) -> (Int, Int, Int, Int) {
      let line = clauses.first { !$0.isUnless && $0.line == failed.line }
      return (
        line?.closest.isEmpty == false ? 0 : 1, -failed.likeness, max(1, failed.missing.count),
        failed.line ?? 0
      )
    }
    return failed.filter { $0.test == .missingWord }.min { rank($0) < rank($1) }
  }

  private var likeness: Int { failed.map(\.likeness).max() ?? 0 }

  /// Whether this one comes nearer to firing than the other.
  package func isNearer(than other: NearMiss) -> Bool {
    if fires != other.fires { return fires }
    if isFar != other.isFar { return !isFar }
    if isFar, likeness != other.likeness { return likeness > other.likeness }
    if failed.count != other.failed.count { return failed.count < other.failed.count }
    if absences != other.absences { return absences < other.absences }
    return rule < other.rule
  }

  private var absences: Int { failed.count { $0.test == .missingWord } }
}
