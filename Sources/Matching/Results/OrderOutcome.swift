internal import RuleLanguage
package import Transcripts

/// What was decided on one order, as plain values: for measuring, not for the hot way.
package struct OrderOutcome: Sendable {
  /// A rule that fired, with one label it spoke for.
  package struct FiredRule: Hashable, Sendable {
    package var id: String
    /// The written form of the label, such as `cause:lightning`.
    package var label: String
    /// Its first evidence, as it stands in the text.
    package var quote: String
    /// Where that evidence stands; nil for a rule that fired on the absence of words.
    package var place: TextSpan?
    /// It counted: neither suppressed by another rule nor running as a shadow.
    package var counts: Bool

    package init(
      id: String, label: String, quote: String, place: TextSpan? = nil, counts: Bool
    ) {
      self.id = id
      self.label = label
      self.quote = quote
      self.place = place
      self.counts = counts
    }
  }

  /// A label that had votes and was not given.
  package struct Dropped: Hashable, Sendable {
    package var label: String
    package var why: String
  }

  package var intent: String?
  package var topics: [String] = []
  package var causes: [String] = []
  /// Attribute name → value.
  package var attributes: [String: String] = [:]
  /// Sorted by rule id, then label.
  package var rules: [FiredRule] = []
  package var dropped: [Dropped] = []
  /// A rule met a limit, so that something may be missing.
  package var isPartial = false

  package init() {}
}

extension OrderClassifier {
  /// Classifies a text and tells the result as plain values.
  package mutating func outcome(of text: String) -> OrderOutcome {
    document.removeAll()
    document.original.append(contentsOf: text.utf8)
    document.sourceBytes = document.original.count
    engine.reader.structure(&document)
    decide()
    var outcome = OrderOutcome()
    let taxonomy = engine.ruleSet.taxonomy
    for kept in decision.kept {
      let label = taxonomy.labels[Int(kept.label)]
      switch label.axis {
      case .intent: outcome.intent = outcome.intent ?? label.id
      case .topic: outcome.topics.append(label.id)
      case .cause: outcome.causes.append(label.id)
      case .attribute: break
      }
    }
    for (attribute, value) in zip(taxonomy.attributes, decision.attributes) {
      outcome.attributes[attribute.name] = taxonomy.labels[Int(value)].id
    }
    outcome.rules = firedRules(taxonomy)
    outcome.dropped = decision.dropped.map {
      OrderOutcome.Dropped(label: taxonomy.labels[Int($0.label)].key, why: "\($0.why.name)")
    }
    outcome.isPartial = decision.isPartial
    return outcome
  }

  private func firedRules(_ taxonomy: Taxonomy) -> [OrderOutcome.FiredRule] {
    var found: [String: OrderOutcome.FiredRule] = [:]
    for fired in scratch.fired.array {
      let rule = engine.rules.rules[Int(fired.rule)]
      for vote in engine.rules.votes[rule.votes] where vote.axis == fired.axis {
        let id = engine.ruleSet.rules[Int(fired.rule)].id
        let label = taxonomy.labels[Int(vote.label)].key
        guard found[id + " " + label] == nil else { continue }
        found[id + " " + label] = OrderOutcome.FiredRule(
          id: id, label: label, quote: quote(fired), place: place(of: fired),
          counts: fired.suppressedBy < 0 && !rule.isShadow)
      }
    }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }

  private func quote(_ fired: FiredRule) -> String {
    guard let place = place(of: fired) else { return "" }
    return document.text(place)
  }

  private func place(of fired: FiredRule) -> TextSpan? {
    guard fired.evidenceStart < fired.evidenceEnd else { return nil }
    let evidence = scratch.evidence[Int(fired.evidenceStart)]
    guard evidence.start <= evidence.end else { return nil }
    return TextSpan(start: Int(evidence.start), end: Int(evidence.end))
  }
}
