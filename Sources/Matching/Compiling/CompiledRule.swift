internal import RuleLanguage
internal import Transcripts

/// One line of `when` or `unless`, ready to be tested.
struct CompiledLine: Sendable {
  enum Kind: UInt8, Sendable { case any, all, atLeast, near, regex }

  var kind: Kind
  var isOrdered = false
  var sections: SectionSet
  var speakers: SpeakerSet
  /// Empty = the rule's or the axis's.
  var contexts: ContextSet = []
  /// The word sets of the line, in order.
  var elements: [Int32] = []
  /// Longest gap of `near`, or how many meanings `at_least` wants.
  var number: Int32 = 0
  /// Index of the pattern of `regex`.
  var pattern: Int32 = -1
  /// Set of longer phrases inside which the hit does not count; -1 = none.
  var notIn: Int32 = -1
  /// Turns, 1-based, negative from the end; both 0 = any.
  var firstTurn: Int32 = 0
  var lastTurn: Int32 = 0
  /// For `unless`: its own scope.
  var scope: Rule.Scope?

  init(kind: Kind, sections: SectionSet, speakers: SpeakerSet) {
    self.kind = kind
    self.sections = sections
    self.speakers = speakers
  }
}

/// One rule, ready to be tested.
struct CompiledRule: Sendable {
  /// A vote as the rule gives it.
  struct Vote: Sendable {
    var label: Int32
    var points: Int32
    var axis: Taxonomy.Axis
  }

  /// A named value and the pattern that reads it.
  struct Field: Sendable {
    /// Index into `CompiledRules.fieldText`.
    var name: Int32
    var pattern: Int32
  }

  /// Index into `RuleSet.rules`, which is sorted by id.
  var number: Int32
  var id: String
  var isShadow: Bool
  var scope: Rule.Scope
  var when: [CompiledLine]
  var unless: [CompiledLine]
  var votes: [Vote]
  /// Contexts for each axis, by `Taxonomy.Axis.rawValue`.
  var contexts: [ContextSet]
  /// Rules this one suppresses.
  var suppresses: [Int32]
  /// Named values read when the rule fires.
  var fields: [Field]
  /// One `any` line and nothing else: every meaning is a vote.
  var votesByMeaning: Bool
}
