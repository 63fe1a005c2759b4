/// What a change of rules does to orders: everything `suqiu diff` tells, as values.
///
/// Renderers (`RuleDiffText`, `RuleDiffJSON`, `RuleDiffHTML`) are apart, so that a page may show the
/// same.
package struct RuleDiff: Sendable {
  /// One of the two rule sets.
  package struct Side: Equatable, Sendable {
    /// What the caller calls it: a folder or a revision.
    package var name: String
    package var digest: String
    package var label: String
  }

  /// What became of a label.
  package enum Kind: String, CaseIterable, Sendable {
    /// Given by the old rules and by the new ones not.
    case removed
    /// One label of an axis in the place of another.
    case moved
    case added
  }

  /// What people's labels say of a change.
  package enum Verdict: String, Sendable {
    case better, worse, neither
  }

  /// One order that changed.
  package struct Sample: Equatable, Sendable {
    package var order: String
    /// The sentence, the words that speak for the label between « and », personal data masked.
    package var passage: String
    /// Rules that spoke before and do not now, or the other way round.
    package var rules: [String]
    /// What took a label that rules still speak for, such as `below_need`.
    package var why: String?
    package var verdict: Verdict?
  }

  /// All orders to which the same happened.
  package struct Group: Equatable, Sendable {
    package var kind: Kind
    /// The label lost; nil for `added`.
    package var from: String?
    /// The label gained; nil for `removed`.
    package var to: String?
    package var orders = 0
    /// Of those people have labelled.
    package var better = 0
    package var worse = 0
    /// The rules behind it, with orders.
    package var rules: [String: Int] = [:]
    /// The first orders, at most as many as were asked for.
    package var samples: [Sample] = []

    /// Neither an intent nor a topic nor a cause.
    var isAttribute: Bool {
      let label = from ?? to ?? ""
      return !["intent:", "topic:", "cause:"].contains { label.hasPrefix($0) }
    }
  }

  /// How one label fared.
  package struct LabelTally: Equatable, Sendable {
    package var label: String
    package var before = 0
    package var after = 0
    package var added = 0
    package var removed = 0
    package var movedIn = 0
    package var movedOut = 0

    package var isChanged: Bool { added + removed + movedIn + movedOut > 0 }
  }

  /// In how many orders a rule spoke.
  package struct RuleTally: Equatable, Sendable {
    package var rule: String
    package var before = 0
    package var after = 0
    /// Orders in which it speaks now and did not.
    package var gained = 0
    package var lost = 0
  }

  package var old: Side
  package var new: Side
  package var edits: RuleEdits
  package var orders = 0
  /// Orders with any change of labels.
  package var changedOrders = 0
  /// Removed first; within a kind the largest first, attributes last.
  package var groups: [Group] = []
  /// Labels that changed, by name; attributes too.
  package var labels: [LabelTally] = []
  /// Rules that speak in other orders than before, by id.
  package var rules: [RuleTally] = []
  /// Chinese names of labels.
  package var names: [String: String] = [:]
  /// Whether some orders were labelled by people.
  package var hasGold = false

  /// Nothing comes out differently.
  package var isEmpty: Bool { groups.isEmpty }

  /// How often something of a kind happened.
  package func count(_ kind: Kind) -> Int {
    groups.reduce(0) { $0 + ($1.kind == kind ? $1.orders : 0) }
  }

  package var better: Int { groups.reduce(0) { $0 + $1.better } }
  package var worse: Int { groups.reduce(0) { $0 + $1.worse } }
}
