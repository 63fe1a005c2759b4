/// The words that change what a hit means: `cues.yaml`.
package struct Cues: Sendable {
  /// What a cue does to the hits in its reach.
  package enum Kind: Hashable, Sendable {
    case context(HitContext)
    /// What follows is a finding, to the end of the sentence.
    case finding
    /// Denies what was found before, such as 与…无关.
    case denial
  }

  package enum Direction: String, Sendable, CaseIterable { case ahead, behind, both }
  package enum End: String, Sendable, CaseIterable { case clause, sentence }

  /// One group of cue words.
  package struct Cue: Sendable {
    package var words: [String]
    package var kind: Kind
    package var looks: Direction = .ahead
    /// Code points.
    package var reach = 8
    package var ends: End = .clause
    /// The reach runs on over the members of a list: 未见 A、B、C.
    package var listMembers = false
    package var position: FilePosition

    package init(words: [String], kind: Kind, position: FilePosition) {
      self.words = words
      self.kind = kind
      self.position = position
    }
  }

  /// A state of the whole document, such as `restored`.
  package struct State: Sendable {
    package var name: String
    package var words: [String]

    package init(name: String, words: [String]) {
      self.name = name
      self.words = words
    }
  }

  /// One example; the hit looked at stands between « and » in the text.
  package struct Example: Sendable {
    package var text: String
    package var context: HitContext?
    package var state: String?
    package var position: FilePosition

    package init(text: String, context: HitContext?, state: String?, position: FilePosition) {
      self.text = text
      self.context = context
      self.state = state
      self.position = position
    }
  }

  /// The names of the document states the engine knows.
  package static let stateNames = ["restored", "out_now", "hazard_now", "test"]

  package var cues: [Cue] = []
  /// Marks at which a `clause` reach ends.
  package var clauseEnds: [String] = []
  /// Words at which every reach ends, such as 但是.
  package var endWords: [String] = []
  /// Phrases inside which a cue word is no cue, such as 没有电.
  package var pseudo: [String] = []
  /// A near or regex hit whose gap holds one of these is negated.
  package var gapNegations: [String] = []
  /// Bare answers that make what the agent asked true or untrue.
  package var affirm: [String] = []
  package var deny: [String] = []
  package var states: [State] = []
  package var examples: [Example] = []

  package init() {}
}
