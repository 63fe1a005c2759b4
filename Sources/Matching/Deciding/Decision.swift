internal import RuleLanguage

/// What was decided on one order; kept by a worker and refilled.
struct Decision: ~Copyable {
  /// One vote: a meaning or a rule speaking for a label.
  struct Vote {
    var label: Int32
    /// Equal keys are one vote: a meaning number, or -1 - rule number, or a policy's own.
    var key: Int32
    var points: Int32
    /// First code point of its evidence.
    var place: Int32
    /// Index into `MatchScratch.fired`; -1 for votes of the policy.
    var fired: Int32
  }

  /// A label that was given.
  struct Kept {
    var label: Int32
    var score: Int32
    var place: Int32
  }

  /// A label with votes that was not given.
  struct Dropped {
    var label: Int32
    var score: Int32
    var why: DropReason
    /// Label number of what took its place; -1 = none.
    var byLabel: Int32
    /// Rule number of what took its place; -1 = none.
    var byRule: Int32
  }

  /// How a label came to points; kept only for explanations.
  struct Step {
    enum Kind {
      /// A vote, by its index in `votes`.
      case vote(Int)
      /// A given label brings points for this one.
      case implied(by: Int32)
      /// A document state, as its bit.
      case state(UInt32)
      /// A generic topic yields.
      case generic
      /// What was learned from labelled orders.
      case soft
    }
    var label: Int32
    var kind: Kind
    var points: Int32
  }

  /// A reason that is left out for a label to see what it did; none in classification.
  struct Waiver: Equatable {
    var label: Int32
    var why: DropReason
  }

  var waivers: [Waiver] = []
  var keepsSteps = false
  var steps: [Step] = []
  var votes: [Vote] = []
  /// Whether soft votes are heard; not while rules alone decide.
  var hearsSoft = false
  /// Points of each label from rules the soft tables have not learned from.
  var unlearned: [Int32]
  var scores: [Int32]
  var places: [Int32]
  var touched: [Int32] = []
  var isTouched: [Bool]
  /// Points for a label that given labels bring.
  struct Implied {
    var label: Int32
    var points: Int32
    var place: Int32
    /// The label that brings most of them.
    var by: Int32
  }

  /// Work space: labels of one axis in order, those that another beats, and those implied.
  var order: [Int32] = []
  var beaten: [Int32] = []
  var implied: [Implied] = []
  /// Labels given by soft votes alone.
  var softAlone: [Int32] = []
  var kept: [Kept] = []
  var dropped: [Dropped] = []
  /// The value of each attribute, as label numbers.
  var attributes: [Int32] = []
  var reviewReasons: ReviewReasons = []
  var isPartial = false

  init(labelCount: Int) {
    scores = [Int32](repeating: 0, count: labelCount)
    unlearned = [Int32](repeating: 0, count: labelCount)
    places = [Int32](repeating: 0, count: labelCount)
    isTouched = [Bool](repeating: false, count: labelCount)
  }

  mutating func reset() {
    for label in touched {
      scores[Int(label)] = 0
      unlearned[Int(label)] = 0
      isTouched[Int(label)] = false
    }
    touched.removeAll(keepingCapacity: true)
    votes.removeAll(keepingCapacity: true)
    softAlone.removeAll(keepingCapacity: true)
    kept.removeAll(keepingCapacity: true)
    dropped.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    reviewReasons = []
    isPartial = false
  }

  /// A rule was not tested to its end, or a field not read.
  mutating func notePartial() {
    isPartial = true
    reviewReasons.insert(.partial)
  }

  /// Whether a reason is left out for a label.
  func isWaived(_ label: Int32, _ why: DropReason) -> Bool {
    !waivers.isEmpty && waivers.contains(Waiver(label: label, why: why))
  }

  /// Remembers a step where somebody wants to read it.
  mutating func note(_ kind: Step.Kind, _ label: Int32, _ points: Int32) {
    if keepsSteps { steps.append(Step(label: label, kind: kind, points: points)) }
  }

  /// Whether a label was given.
  func isKept(_ label: Int32) -> Bool { kept.contains { $0.label == label } }

  /// The first given label of an axis.
  func first(_ axis: Taxonomy.Axis, _ policy: CompiledPolicy) -> Kept? {
    kept.first { policy.labelAxis[Int($0.label)] == axis }
  }
}

/// Why a label with votes was not given.
enum DropReason: UInt8, CaseIterable {
  case suppressed, foundElsewhere, denied, missingRequirement, beaten, need, lowerScore, precedence,
    limit, cleared, soft

  /// The word used in results.
  var name: StaticString {
    switch self {
    case .suppressed: "suppressed"
    case .foundElsewhere: "found_elsewhere"
    case .denied: "denied"
    case .missingRequirement: "missing_requirement"
    case .beaten: "beaten"
    case .need: "below_need"
    case .lowerScore: "lower_score"
    case .precedence: "precedence"
    case .limit: "limit"
    case .cleared: "cleared"
    case .soft: "soft_votes"
    }
  }
}

/// Why a person should look at a result.
struct ReviewReasons: OptionSet {
  let rawValue: UInt8

  static let noIntent = ReviewReasons(rawValue: 1)
  static let conflict = ReviewReasons(rawValue: 2)
  static let lowScore = ReviewReasons(rawValue: 4)
  static let partial = ReviewReasons(rawValue: 8)
  static let tooShort = ReviewReasons(rawValue: 16)

  /// The words used in results, in the order they are shown.
  static let names: [(reason: ReviewReasons, name: StaticString)] = [
    (.noIntent, "no_intent"), (.conflict, "conflict"), (.lowScore, "low_score"),
    (.partial, "partial"), (.tooShort, "too_short"),
  ]
}

/// The words of `dropped[].why` in results.
package enum DropWords {
  package static let all = DropReason.allCases.map { "\($0.name)" }
}
