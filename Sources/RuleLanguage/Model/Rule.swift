package import Transcripts

/// A place in a rule file; line and column count from 1, columns in code points.
package struct FilePosition: Hashable, Sendable {
  package var file: String
  package var line: Int
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// One meaning with the words people have for it; the first is the standard word.
package struct Meaning: Hashable, Sendable {
  /// Identity for votes: `$list/standard word`, or the bare keyword.
  package var id: String
  package var words: [String]

  package init(id: String, words: [String]) {
    self.id = id
    self.words = words
  }
}

/// What a clause looks for.
package enum ClauseKind: Sendable {
  /// Any of the meanings.
  case any([Meaning])
  /// All of the meanings; a `$list` counts as one, met by any of its words.
  case all([Meaning])
  /// At least this many different meanings.
  case atLeast(Int, of: [Meaning])
  /// One meaning of each element in one sentence, neighbours at most `within` code points apart.
  case near([[Meaning]], within: Int, ordered: Bool)
  /// A PCRE2 pattern on the folded text.
  case regex(String)
}

/// One line of `when` or `unless`.
package struct Clause: Sendable {
  package var kind: ClauseKind
  /// Sections the hit must lie in; nil = the rule's.
  package var sections: SectionSet?
  /// Speakers; nil = the rule's.
  package var speakers: SpeakerSet?
  /// Turns, 1-based, negative = from the end; nil = any.
  package var turns: ClosedRange<Int>?
  /// Contexts the hit may have; nil = the rule's or the axis's.
  package var contexts: ContextSet?
  /// The hit does not count inside one of these longer phrases.
  package var notIn: [Meaning]
  /// For `unless` only: where it is looked for; nil = the scope instance that satisfied `when`.
  package var scope: Rule.Scope?
  /// Where the clause begins; for `regex` the first code point of the pattern.
  package var position: FilePosition

  package init(
    kind: ClauseKind, sections: SectionSet? = nil, speakers: SpeakerSet? = nil,
    turns: ClosedRange<Int>? = nil, contexts: ContextSet? = nil, notIn: [Meaning] = [],
    scope: Rule.Scope? = nil, position: FilePosition
  ) {
    self.kind = kind
    self.sections = sections
    self.speakers = speakers
    self.turns = turns
    self.contexts = contexts
    self.notIn = notIn
    self.scope = scope
    self.position = position
  }
}

/// One example document beside a rule.
package struct RuleExample: Sendable {
  package enum Kind: String, Sendable {
    case hit, miss
    case todoHit = "todo_hit"
  }
  package var kind: Kind
  /// The whole document.
  package var text: String
  package var position: FilePosition

  package init(kind: Kind, text: String, position: FilePosition) {
    self.kind = kind
    self.text = text
    self.position = position
  }
}

/// One rule as written, lists and labels resolved.
package struct Rule: Sendable {
  package enum Status: String, Sendable, CaseIterable { case draft, shadow, active, retired }

  /// Where all lines of `when` must meet.
  package enum Scope: String, Sendable, CaseIterable { case sentence, turn, section, document }

  /// A label a rule gives with the points of its vote.
  package struct Vote: Sendable {
    /// Number of the label in the taxonomy.
    package var label: Int
    /// Points; nil = the policy's default.
    package var score: Int?

    package init(label: Int, score: Int?) {
      self.label = label
      self.score = score
    }
  }

  /// A named value the rule reads out of the text.
  package struct FieldPattern: Sendable {
    package var name: String
    package var pattern: String
    package var position: FilePosition

    package init(name: String, pattern: String, position: FilePosition) {
      self.name = name
      self.pattern = pattern
      self.position = position
    }
  }

  package var id: String
  package var pack: String
  package var name: String
  package var status: Status = .active
  package var gives: [Vote] = []
  package var sections: SectionSet = .rulesDefault
  package var speakers: SpeakerSet = .any
  package var scope: Scope = .section
  package var when: [Clause] = []
  package var unless: [Clause] = []
  package var contexts: ContextSet?
  package var suppresses: [String] = []
  package var soundsLike = true
  package var fields: [FieldPattern] = []
  package var examples: [RuleExample] = []
  package var note = ""
  /// Who looks after the rule: its own line, else the pack's.
  package var owner = ""
  /// How often the rule is expected to hit, as written; may be empty.
  package var expect = ""
  package var position: FilePosition

  package init(id: String, pack: String, name: String, position: FilePosition) {
    self.id = id
    self.pack = pack
    self.name = name
    self.position = position
  }
}
