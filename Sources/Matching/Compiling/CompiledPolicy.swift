internal import RuleLanguage

/// The policy as tables by label number.
struct CompiledPolicy: Sendable {
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

  var margin: Int32
  var cap: Int32
  /// By `Taxonomy.Axis.rawValue`.
  var axes: [Policy.AxisPolicy]
  var labelAxis: [Taxonomy.Axis]
  /// Place in the precedence of intents; lower is stronger.
  var precedence: [Int32]
  var isFault: [Bool]
  /// The set of words a label needs in the order; -1 = none.
  var requirement: [Int32]
  /// By label.
  var implications: NumberRows<Implication>
  /// By loser.
  var beats: NumberRows<Beat>
  var beatConditions: [Int32]
  var clears: [Clearing]
  var statePoints: [StatePoints]
  var denials: [Denial]
  var isGeneric: [Bool]
  var genericMinus: Int32
  /// The value of `improvement` a label stands for; -1 = none.
  var improvement: [Int32]
  var attributes: [Attribute]
  /// Places of known attributes in `attributes`; -1 when the taxonomy lacks them.
  var improvementAttribute: Int
  var channelAttribute: Int
  var seasonAttribute: Int
  var reviewLowScore: Int32
  var reviewTooShort: Int
}
