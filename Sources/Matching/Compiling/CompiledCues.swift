internal import RuleLanguage

/// A cue word group, ready to be tested.
struct CompiledCue: Sendable {
  var kind: Cues.Kind
  var looks: Cues.Direction
  /// Code points.
  var reach: Int32
  var endsAtClause: Bool
  var listMembers: Bool
}

/// What a word may be to the context reader, by set number.
enum CueRole: Sendable {
  case cue(Int32)
  case clauseEnd
  case endWord
  case pseudo
  case gapNegation
  case state(Int32)
  case affirm
  case deny
  /// A word of a policy table: its requirement or denial is looked up by set.
  case policyWord
}
