internal import Matching
internal import Transcripts

/// One label of one order that is not what it was.
struct LabelChange: Equatable {
  var kind: RuleDiff.Kind
  var from: String?
  var to: String?

  /// What differs between two outcomes of one order, axis by axis.
  ///
  /// An axis with one value moves from one to the other. Of topics and causes, one lost and one
  /// gained are a move too; with more there is no telling which took whose place.
  static func between(_ before: OrderOutcome, _ after: OrderOutcome) -> [LabelChange] {
    var changes = pairs(
      lost: before.intent.map { ["intent:" + $0] } ?? [],
      gained: after.intent.map { ["intent:" + $0] } ?? [])
    changes += pairs(
      lost: before.topics.map { "topic:" + $0 }, gained: after.topics.map { "topic:" + $0 })
    changes += pairs(
      lost: before.causes.map { "cause:" + $0 }, gained: after.causes.map { "cause:" + $0 })
    for name in Set(before.attributes.keys).union(after.attributes.keys).sorted() {
      changes += pairs(
        lost: before.attributes[name].map { ["\(name):\($0)"] } ?? [],
        gained: after.attributes[name].map { ["\(name):\($0)"] } ?? [])
    }
    return changes
  }

  private static func pairs(lost: [String], gained: [String]) -> [LabelChange] {
    let gone = lost.filter { !gained.contains($0) }.sorted()
    let come = gained.filter { !lost.contains($0) }.sorted()
    if gone.count == 1, come.count == 1 {
      return [LabelChange(kind: .moved, from: gone[0], to: come[0])]
    }
    return gone.map { LabelChange(kind: .removed, from: $0) }
      + come.map { LabelChange(kind: .added, to: $0) }
  }

  init(kind: RuleDiff.Kind, from: String? = nil, to: String? = nil) {
    self.kind = kind
    self.from = from
    self.to = to
  }

  /// What people's labels say; nil where they say nothing.
  func verdict(_ gold: LabelledOrder) -> RuleDiff.Verdict? {
    let lost = from.flatMap(gold.isRight)
    let gained = to.flatMap(gold.isRight)
    guard lost != nil || gained != nil else { return nil }
    let points = (lost.map { $0 ? -1 : 1 } ?? 0) + (gained.map { $0 ? 1 : -1 } ?? 0)
    return points > 0 ? .better : points < 0 ? .worse : .neither
  }
}

/// The rules behind a change, and the words they found.
struct ChangeCause {
  private(set) var rules: [String] = []
  private(set) var why: String?
  private(set) var place: TextSpan?
  /// The words are those of the old side.
  private(set) var isOld = false

  init(_ change: LabelChange, _ before: OrderOutcome, _ after: OrderOutcome) {
    if let to = change.to {
      let came = after.speakers(for: to).filter { rule in
        !before.speakers(for: to).contains { $0.id == rule.id }
      }
      rules += came.map(\.id)
      place = (came.isEmpty ? after.speakers(for: to) : came).lazy.compactMap(\.place).first
      if came.isEmpty { why = before.dropped.first { $0.label == to }.map { "not " + $0.why } }
    }
    if let from = change.from {
      let went = before.speakers(for: from).filter { rule in
        !after.speakers(for: from).contains { $0.id == rule.id }
      }
      rules += went.map(\.id).filter { !rules.contains($0) }
      if place == nil {
        place = (went.isEmpty ? before.speakers(for: from) : went).lazy.compactMap(\.place).first
        isOld = true
      }
      if let loss = after.dropped.first(where: { $0.label == from }) { why = loss.why }
    }
    rules.sort()
  }
}

extension OrderOutcome {
  /// All labels given, in their written form; attributes too.
  var labels: [String] {
    (intent.map { ["intent:" + $0] } ?? []) + topics.map { "topic:" + $0 }
      + causes.map { "cause:" + $0 } + attributes.map { "\($0.key):\($0.value)" }
  }

  /// The rules that counted.
  var speakingRules: Set<String> { Set(rules.lazy.filter(\.counts).map(\.id)) }

  /// The rules that counted for a label.
  func speakers(for label: String) -> [FiredRule] {
    rules.filter { $0.counts && $0.label == label }
  }
}
