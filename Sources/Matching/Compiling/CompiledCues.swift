internal import RuleLanguage

/// A cue word group, ready to be tested.
struct CompiledCue: Sendable {
  var kind: Cues.Kind
  var looks: Cues.Direction
  /// Code points.
  var reach: Int32
  var endsAtClause: Bool
  var listMembers: Bool

  /// Whether it says that something is not so.
  var denies: Bool { kind == .context(.negated) || kind == .denial }
}

/// What a set of words is for.
enum CueRole: UInt8, Sendable {
  /// Clauses of rules and words of policy tables.
  case rules
  case cue, clauseEnd, endWord, pseudo, gapNegation, state, affirm, deny
}
