internal import RuleLanguage

/// The policy as tables by label number.
///
/// A class, so that handing it on counts one reference and not one for each table.
final class CompiledPolicy: Sendable {
  struct Implication: Sendable {
    var gives: Int32
    var points: Int32
    /// The states in which it does not hold, one bit each.
    var unlessStates: UInt32
  }

  /// What removes a label; any one of `when` must stand too, none = always.
  struct Beat: Sendable {
    var winner: Int32
    var whenStart: Int32
    var whenEnd: Int32
  }

  struct StatePoints: Sendable {
    var state: UInt32
    var label: Int32
    var points: Int32
    /// States that keep it from counting.
    var unlessStates: UInt32
  }

  struct Denial: Sendable {
    var labels: [Int32]
    var set: Int32
  }

  struct Clearing: Sendable {
    var when: Int32
    var axes: [Taxonomy.Axis]
  }

  struct Attribute: Sendable {
    var firstLabel: Int32
    var count: Int32
    /// The value given when no rule votes.
    var nothing: Int32
  }

  let margin: Int32
  let cap: Int32
  /// By `Taxonomy.Axis.rawValue`.
  let axes: [Policy.AxisPolicy]
  let labelAxis: [Taxonomy.Axis]
  /// Place in the precedence of intents; lower is stronger.
  let precedence: [Int32]
  let isFault: [Bool]
  /// The set of words a label needs in the order; -1 = none.
  let requirement: [Int32]
  /// By label.
  let implications: NumberRows<Implication>
  /// By loser.
  let beats: NumberRows<Beat>
  let beatConditions: [Int32]
  let clears: [Clearing]
  let statePoints: [StatePoints]
  let denials: [Denial]
  let isGeneric: [Bool]
  let genericMinus: Int32
  /// The value of `improvement` a label stands for; -1 = none.
  let improvement: [Int32]
  let attributes: [Attribute]
  /// Places of known attributes in `attributes`; -1 when the taxonomy lacks them.
  let improvementAttribute: Int
  let channelAttribute: Int
  let seasonAttribute: Int
  let reviewLowScore: Int32
  let reviewTooShort: Int

  /// Lays the policy out by label number.
  init(
    _ policy: Policy, _ taxonomy: Taxonomy, requirementSets: [Int: Int32], denials: [Denial]
  ) {
    let count = taxonomy.labels.count
    margin = Int32(policy.margin)
    cap = Int32(policy.cap)
    axes = Taxonomy.Axis.allCases.map { policy.axis($0) }
    labelAxis = taxonomy.labels.map(\.axis)
    var precedence = [Int32](repeating: .max, count: count)
    for (place, label) in policy.precedence.enumerated() { precedence[label] = Int32(place) }
    var isFault = [Bool](repeating: false, count: count)
    for label in policy.faultCauses { isFault[label] = true }
    var requirement = [Int32](repeating: -1, count: count)
    for (label, set) in requirementSets { requirement[label] = set }
    var implications = [[Implication]](repeating: [], count: count)
    for entry in policy.implies {
      for label in entry.when {
        implications[label].append(
          Implication(
            gives: Int32(entry.gives), points: Int32(entry.points),
            unlessStates: entry.unlessState.map { Self.bit($0) } ?? 0))
      }
    }
    self.implications = NumberRows(implications)
    var beats = [[Beat]](repeating: [], count: count)
    var conditions: [Int32] = []
    for entry in policy.beats {
      let start = Int32(conditions.count)
      conditions += entry.when.map { Int32($0) }
      beats[entry.loser].append(
        Beat(winner: Int32(entry.winner), whenStart: start, whenEnd: Int32(conditions.count)))
    }
    self.beats = NumberRows(beats)
    beatConditions = conditions
    clears = policy.clears.map { Clearing(when: Int32($0.when), axes: $0.axes) }
    statePoints = policy.statePoints.map {
      StatePoints(
        state: Self.bit($0.state), label: Int32($0.label), points: Int32($0.points),
        unlessStates: $0.unlessState.map { Self.bit($0) } ?? 0)
    }
    self.denials = denials
    var isGeneric = [Bool](repeating: false, count: count)
    for label in policy.generic { isGeneric[label] = true }
    genericMinus = Int32(policy.genericMinus)
    var improvement = [Int32](repeating: -1, count: count)
    for (label, value) in policy.improvement {
      improvement[label] = taxonomy.number("improvement:\(value)").map { Int32($0) } ?? -1
    }
    self.precedence = precedence
    self.isFault = isFault
    self.requirement = requirement
    self.isGeneric = isGeneric
    self.improvement = improvement
    attributes = taxonomy.attributes.map { attribute in
      let first = taxonomy.number("\(attribute.name):\(attribute.values.first ?? "")") ?? 0
      let nothing = taxonomy.number("\(attribute.name):\(attribute.nothing)") ?? first
      return Attribute(
        firstLabel: Int32(first), count: Int32(attribute.values.count), nothing: Int32(nothing))
    }
    func place(_ name: String) -> Int {
      taxonomy.attributes.firstIndex { $0.name == name } ?? -1
    }
    improvementAttribute = place("improvement")
    channelAttribute = place("channel")
    seasonAttribute = place("season")
    reviewLowScore = Int32(policy.reviewLowScore)
    reviewTooShort = policy.reviewTooShort
  }

  /// The bit of a document state.
  private static func bit(_ state: String) -> UInt32 {
    Cues.stateNames.firstIndex(of: state).map { 1 << UInt32($0) } ?? 0
  }
}
