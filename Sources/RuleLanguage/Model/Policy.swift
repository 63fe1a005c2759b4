package import Transcripts

/// How votes become labels: `policy.yaml`, labels resolved to their numbers.
package struct Policy: Sendable {
  /// What holds for one axis.
  package struct AxisPolicy: Sendable {
    /// How many labels are kept.
    package var keep = 3
    /// Points the first label needs, and every further one.
    package var needFirst = 2
    package var needMore = 2
    /// Contexts a hit may have.
    package var contexts: ContextSet = .asserted
    /// What soft votes weigh; used where the rule set has a soft table of the axis.
    package var soft = SoftPolicy()

    package init(keep: Int, needFirst: Int, needMore: Int, contexts: ContextSet) {
      self.keep = keep
      self.needFirst = needFirst
      self.needMore = needMore
      self.contexts = contexts
    }
  }

  /// A label that needs one of these words somewhere in the order.
  package struct Requirement: Sendable {
    package var label: Int
    package var words: [String]

    package init(label: Int, words: [String]) {
      self.label = label
      self.words = words
    }
  }

  /// A label (or any of a group) that brings points for another.
  package struct Implication: Sendable {
    package var when: [Int]
    package var gives: Int
    package var points: Int
    /// Not while the document is in this state.
    package var unlessState: String?

    package init(when: [Int], gives: Int, points: Int, unlessState: String?) {
      self.when = when
      self.gives = gives
      self.points = points
      self.unlessState = unlessState
    }
  }

  /// A label that removes another when both stand.
  package struct Beat: Sendable {
    package var winner: Int
    package var loser: Int
    /// Only when one of these stands too; empty = always.
    package var when: [Int]

    package init(winner: Int, loser: Int, when: [Int]) {
      self.winner = winner
      self.loser = loser
      self.when = when
    }
  }

  /// A label that empties other axes.
  package struct Clearing: Sendable {
    package var when: Int
    package var axes: [Taxonomy.Axis]

    package init(when: Int, axes: [Taxonomy.Axis]) {
      self.when = when
      self.axes = axes
    }
  }

  /// Points a document state gives or takes.
  package struct StatePoints: Sendable {
    package var state: String
    package var label: Int
    package var points: Int
    /// Not while the document is in this state too.
    package var unlessState: String?

    package init(state: String, label: Int, points: Int, unlessState: String? = nil) {
      self.state = state
      self.label = label
      self.points = points
      self.unlessState = unlessState
    }
  }

  /// Words of a finding that deny labels.
  package struct Denial: Sendable {
    package var labels: [Int]
    package var words: [String]

    package init(labels: [Int], words: [String]) {
      self.labels = labels
      self.words = words
    }
  }

  /// What is done with personal data of one kind.
  package enum Privacy: String, Sendable, CaseIterable { case mask, keep, drop }

  package var score = 2
  package var margin = 1
  package var cap = 10
  package var intent = AxisPolicy(keep: 1, needFirst: 1, needMore: 1, contexts: .asserted)
  package var topic = AxisPolicy(keep: 3, needFirst: 2, needMore: 2, contexts: .asserted)
  package var cause = AxisPolicy(keep: 3, needFirst: 2, needMore: 3, contexts: .asserted)
  package var attributeContexts: ContextSet = .asserted
  /// Attribute → what its soft table weighs; an attribute that is not named goes by rules alone.
  package var attributeSoft: [String: SoftPolicy] = [:]
  /// Intents, strongest first.
  package var precedence: [Int] = []
  /// Causes of the fault groups, where a finding drops what was only suspected.
  package var faultCauses: [Int] = []
  package var requires: [Requirement] = []
  package var implies: [Implication] = []
  package var beats: [Beat] = []
  package var clears: [Clearing] = []
  package var statePoints: [StatePoints] = []
  package var denials: [Denial] = []
  /// Topics that yield to a specific one, and by how many points.
  package var generic: [Int] = []
  package var genericMinus = 1
  /// Label number → value of the attribute `improvement`.
  package var improvement: [Int: String] = [:]
  /// `review` asks for a person below this score, and below this many code points.
  package var reviewLowScore = 2
  package var reviewTooShort = 4
  /// What is done with each kind of personal data; a kind that is not named is masked.
  package var privacy: [PersonalDataKind: Privacy] = [:]

  package init() {}

  /// What a soft table weighs; one that policy does not name for an attribute is not used.
  package func soft(_ table: SoftTable) -> SoftPolicy {
    guard let attribute = table.attribute else { return axis(table.axis).soft }
    if let soft = attributeSoft[attribute] { return soft }
    var unused = SoftPolicy()
    unused.scale = 0
    return unused
  }

  /// The policy of one of the three axes.
  package func axis(_ axis: Taxonomy.Axis) -> AxisPolicy {
    switch axis {
    case .intent: intent
    case .topic: topic
    case .cause: cause
    case .attribute:
      AxisPolicy(keep: 1, needFirst: 1, needMore: 1, contexts: attributeContexts)
    }
  }
}
