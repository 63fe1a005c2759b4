/// Points for a label and where they came from.
package struct VoteAccount: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    /// A rule, by its place in `RuleSet.rules`.
    case rule(Int)
    /// A label that was given, by its number.
    case implied(by: Int)
    /// A state of the document, such as `out_now`.
    case state(String)
    /// A generic topic yields to a specific one.
    case generic
    /// Weights learned from labelled orders; the place is the heaviest of them.
    case soft
  }

  package var source: Source
  /// Points counted; 0 for a meaning that already voted.
  package var points: Int
  /// The evidence of a rule's vote.
  package var places: [FoundPlace] = []
  /// Which line of `when` found each place.
  package var lines: [Int] = []
}

/// A step of the policy that took a label away.
package struct Hurdle: Equatable, Sendable {
  /// The word results use, such as `below_need`.
  package var why: String
  package var score: Int
  /// Points the label would have needed, where that is the matter.
  package var need: Int?
  /// Label number of what took its place.
  package var byLabel: Int?
  /// Rule of what took its place.
  package var byRule: Int?
  /// Words of which one must stand in the order, where that is the matter.
  package var words: [String] = []
}

/// Why a label was given, or why not.
package struct LabelAccount: Sendable {
  /// Number of the label in the taxonomy.
  package var label: Int
  package var isGiven: Bool
  package var score: Int
  package var votes: [VoteAccount] = []
  /// The steps that took it away, in order; flipping all of them gives the label.
  package var hurdles: [Hurdle] = []
  /// The policy was run with only these steps flipped, and the label was given.
  package var isProven = false
}

/// What was decided on one order and why.
package struct OrderAccount: Sendable {
  /// Labels given: intent, topics, causes, and attributes that rules or other labels gave.
  package var given: [LabelAccount] = []
  /// Labels with votes that were not given, as the result lists them.
  package var dropped: [LabelAccount] = []
  /// Attribute values that nobody voted for, as label numbers.
  package var defaults: [Int] = []
  /// Why a person should look at it, in the words of results.
  package var review: [String] = []
  /// Document states, such as `restored`.
  package var states: [String] = []
  /// Rules on trial that fired.
  package var shadow: [Int] = []
  /// Rules that met a limit, with the word results use.
  package var skipped: [(rule: Int, why: String)] = []
}
