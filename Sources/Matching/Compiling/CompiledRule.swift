internal import RuleLanguage
internal import Transcripts

/// One line of `when` or `unless`, ready to be tested. Plain bytes: copying it costs no count.
struct CompiledLine: Sendable {
  enum Kind: UInt8, Sendable { case any, all, atLeast, near, regex }

  var kind: Kind
  var isOrdered = false
  var sections: SectionSet
  var speakers: SpeakerSet
  /// Empty = the rule's or the axis's.
  var contexts: ContextSet = []
  /// For `unless`: its own scope.
  var scope: Rule.Scope?
  /// The word sets of the line, in order: places in `CompiledRules.elements`.
  var elementStart: Int32 = 0
  var elementEnd: Int32 = 0
  /// Longest gap of `near`, or how many meanings `at_least` wants.
  var number: Int32 = 0
  /// Index of the pattern of `regex`.
  var pattern: Int32 = -1
  /// Set of longer phrases inside which the hit does not count; -1 = none.
  var notIn: Int32 = -1
  /// Turns, 1-based, negative from the end; both 0 = any.
  var firstTurn: Int32 = 0
  var lastTurn: Int32 = 0

  init(kind: Kind, sections: SectionSet, speakers: SpeakerSet) {
    self.kind = kind
    self.sections = sections
    self.speakers = speakers
  }

  /// The places of the line's word sets in `CompiledRules.elements`.
  var elements: Range<Int> { Int(elementStart)..<Int(elementEnd) }
}

/// The contexts that count on each axis.
struct AxisContexts: Sendable {
  var intent: ContextSet
  var topic: ContextSet
  var cause: ContextSet
  var attribute: ContextSet

  subscript(axis: Taxonomy.Axis) -> ContextSet {
    switch axis {
    case .intent: intent
    case .topic: topic
    case .cause: cause
    case .attribute: attribute
    }
  }
}

/// A vote as a rule gives it.
struct RuleVote: Sendable {
  var label: Int32
  var points: Int32
  var axis: Taxonomy.Axis
}

/// A named value and the pattern that reads it.
struct RuleField: Sendable {
  /// Index into `CompiledRules.fieldText`.
  var name: Int32
  var pattern: Int32
}

/// One rule, ready to be tested: plain bytes and places in the tables of `CompiledRules`. Its
/// number is its index, which is its place in `RuleSet.rules`, sorted by id.
struct CompiledRule: Sendable {
  var isShadow: Bool
  /// Reads what is written, never what it sounds like.
  var isDeaf: Bool
  /// One `any` line and nothing else: every meaning is a vote.
  var votesByMeaning: Bool
  var scope: Rule.Scope
  var contexts: AxisContexts
  /// Places in `CompiledRules.lines`.
  var whenStart: Int32
  var whenEnd: Int32
  var unlessEnd: Int32
  /// Places in `CompiledRules.votes`, `.suppresses` and `.fields`.
  var voteStart: Int32
  var voteEnd: Int32
  var suppressStart: Int32
  var suppressEnd: Int32
  var fieldStart: Int32
  var fieldEnd: Int32

  var when: Range<Int> { Int(whenStart)..<Int(whenEnd) }
  var unless: Range<Int> { Int(whenEnd)..<Int(unlessEnd) }
  var votes: Range<Int> { Int(voteStart)..<Int(voteEnd) }
  var suppresses: Range<Int> { Int(suppressStart)..<Int(suppressEnd) }
  var fields: Range<Int> { Int(fieldStart)..<Int(fieldEnd) }
}
