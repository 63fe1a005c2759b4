package import Matching
internal import RuleLanguage
internal import Transcripts

/// Runs two rule sets over orders, one after another, and keeps what differs.
///
/// Memory grows with the number of different changes, not with that of orders.
package struct RuleDiffMaker: ~Copyable {
  private var old: OrderClassifier
  private var new: OrderClassifier
  private let samples: Int
  private var diff: RuleDiff
  private var groups: [GroupKey: RuleDiff.Group] = [:]
  private var labels: [String: RuleDiff.LabelTally] = [:]
  private var rules: [String: RuleDiff.RuleTally] = [:]

  private struct GroupKey: Hashable {
    var from: String?
    var to: String?
  }

  /// So many orders of each kind of change (`samples`) are kept with their sentence.
  package init(
    old: RuleEngine, named oldName: String, new: RuleEngine, named newName: String,
    samples: Int = 3
  ) {
    self.old = OrderClassifier(engine: old)
    self.new = OrderClassifier(engine: new)
    self.samples = samples
    diff = RuleDiff(
      old: RuleDiff.Side(name: oldName, digest: old.digest, label: old.label),
      new: RuleDiff.Side(name: newName, digest: new.digest, label: new.label),
      edits: RuleEdits(from: old.ruleSet, to: new.ruleSet))
    for label in old.ruleSet.taxonomy.labels + new.ruleSet.taxonomy.labels {
      diff.names[label.key] = label.zh
    }
  }

  /// Tries both sets on one order.
  package mutating func add(_ order: SampleOrder) {
    diff.orders += 1
    if order.gold != nil { diff.hasGold = true }
    let before = old.outcome(of: order.text)
    let after = new.outcome(of: order.text)
    count(before, after)
    let changes = LabelChange.between(before, after)
    guard !changes.isEmpty else { return }
    diff.changedOrders += 1
    for change in changes { add(change, order, before, after) }
  }

  /// Everything that was found.
  package func finished() -> RuleDiff {
    var diff = diff
    let order = RuleDiff.Kind.allCases
    diff.groups = groups.values.sorted { one, other in
      let (first, second) = (order.firstIndex(of: one.kind), order.firstIndex(of: other.kind))
      if first != second { return first ?? 0 < second ?? 0 }
      // Attributes often follow from causes: what made them comes first.
      if one.isAttribute != other.isAttribute { return other.isAttribute }
      if one.orders != other.orders { return one.orders > other.orders }
      return (one.from ?? "", one.to ?? "") < (other.from ?? "", other.to ?? "")
    }
    diff.labels = labels.values.filter(\.isChanged).sorted { $0.label < $1.label }
    diff.rules = rules.values.filter { $0.gained + $0.lost > 0 }.sorted { $0.rule < $1.rule }
    return diff
  }

  // MARK: Counting

  private mutating func count(_ before: OrderOutcome, _ after: OrderOutcome) {
    for label in before.labels { labels[label, default: .init(label: label)].before += 1 }
    for label in after.labels { labels[label, default: .init(label: label)].after += 1 }
    let spoke = before.speakingRules
    let speaks = after.speakingRules
    for rule in spoke.union(speaks) {
      var tally = rules[rule] ?? RuleDiff.RuleTally(rule: rule)
      if spoke.contains(rule) { tally.before += 1 }
      if speaks.contains(rule) { tally.after += 1 }
      if spoke.contains(rule), !speaks.contains(rule) { tally.lost += 1 }
      if speaks.contains(rule), !spoke.contains(rule) { tally.gained += 1 }
      rules[rule] = tally
    }
  }

  private mutating func add(
    _ change: LabelChange, _ order: SampleOrder, _ before: OrderOutcome, _ after: OrderOutcome
  ) {
    switch change.kind {
    case .added: labels[change.to ?? "", default: .init(label: change.to ?? "")].added += 1
    case .removed: labels[change.from ?? "", default: .init(label: change.from ?? "")].removed += 1
    case .moved:
      labels[change.from ?? "", default: .init(label: change.from ?? "")].movedOut += 1
      labels[change.to ?? "", default: .init(label: change.to ?? "")].movedIn += 1
    }
    let cause = ChangeCause(change, before, after)
    let verdict = order.gold.flatMap { change.verdict($0) }
    let key = GroupKey(from: change.from, to: change.to)
    var group =
      groups[key] ?? RuleDiff.Group(kind: change.kind, from: change.from, to: change.to)
    group.orders += 1
    if verdict == .better { group.better += 1 }
    if verdict == .worse { group.worse += 1 }
    for rule in cause.rules { group.rules[rule, default: 0] += 1 }
    if group.samples.count < samples {
      group.samples.append(
        RuleDiff.Sample(
          order: order.id, passage: passage(cause), rules: cause.rules, why: cause.why,
          verdict: verdict))
    }
    groups[key] = group
  }

  /// The sentence with the words that speak for the label, as the side that found them reads it.
  private func passage(_ cause: ChangeCause) -> String {
    cause.isOld ? Self.passage(cause.place, old) : Self.passage(cause.place, new)
  }

  private static func passage(
    _ place: TextSpan?, _ classifier: borrowing OrderClassifier
  ) -> String {
    let text = OrderText(classifier)
    guard classifier.document.count > 0 else { return "" }
    let sentence = classifier.document.sentence(around: Int32(place?.start ?? 0))
    return text.passage(in: sentence, marking: place.map { [$0] } ?? [])
  }
}
