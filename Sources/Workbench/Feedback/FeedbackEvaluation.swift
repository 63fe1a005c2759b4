package import Matching
internal import RuleLanguage

/// How rules do on what people said: everything `suqiu eval --feedback` tells, as values.
package struct FeedbackEvaluation: Sendable {
  /// One verdict that the rules do not meet.
  package struct Open: Equatable, Sendable {
    package var kind: FeedbackCase.Kind
    /// A label that is missing, or a rule that still fires.
    package var target: String
    package var order: String
    package var text: String
  }

  /// What people said of the orders in which one rule fires.
  package struct Review: Equatable, Sendable {
    package var rule: String
    package var right = 0
    package var wrong = 0

    /// The size of the sample.
    package var reviewed: Int { right + wrong }
    /// The share of the reviewed orders in which it was right to fire.
    package var precision: Double { share(right, reviewed) }
  }

  package private(set) var orders = 0
  package private(set) var corrections = 0
  package private(set) var falseAlarms = 0
  /// Labels people asked for that are given now.
  package private(set) var given = 0
  /// Rules people called wrong that no longer fire there.
  package private(set) var quiet = 0
  package private(set) var open: [Open] = []
  /// Rules with at least one reviewed order, the least precise first.
  package private(set) var reviews: [Review] = []
  /// Cases about labels and rules that are not there any more.
  package private(set) var outdated: [String] = []
  /// Chinese names of labels.
  package private(set) var names: [String: String] = [:]

  /// Runs the rules on the texts of all cases.
  package init(_ cases: FeedbackCases, engine: RuleEngine) {
    var classifier = OrderClassifier(engine: engine)
    for label in engine.ruleSet.taxonomy.labels { names[label.key] = label.zh }
    let rules = Set(engine.ruleSet.rules.map(\.id))
    var reviews: [String: Review] = [:]
    for order in cases.orders {
      orders += 1
      let outcome = classifier.outcome(of: order.text)
      for label in order.wanted {
        guard names[label] != nil else {
          outdated.append(label)
          continue
        }
        corrections += 1
        if outcome.labels.contains(label) { given += 1 } else { add(.correction, label, order) }
      }
      for rule in order.blamed {
        guard rules.contains(rule) else {
          outdated.append(rule)
          continue
        }
        falseAlarms += 1
        if outcome.fires(rule) { add(.falseAlarm, rule, order) } else { quiet += 1 }
      }
      for (rule, isRight) in RuleVerdicts(order, outcome).verdicts {
        reviews[rule, default: Review(rule: rule)].right += isRight ? 1 : 0
        reviews[rule, default: Review(rule: rule)].wrong += isRight ? 0 : 1
      }
    }
    self.reviews = reviews.values.sorted {
      $0.precision != $1.precision
        ? $0.precision < $1.precision
        : $0.reviewed != $1.reviewed ? $0.reviewed > $1.reviewed : $0.rule < $1.rule
    }
    outdated = Set(outdated).sorted()
  }

  /// The review of one rule; nil below the smallest sample that means something.
  package func review(of rule: String, atLeast minimum: Int) -> Review? {
    reviews.first { $0.rule == rule && $0.reviewed >= minimum }
  }

  private mutating func add(
    _ kind: FeedbackCase.Kind, _ target: String, _ order: FeedbackCases.Order
  ) {
    open.append(Open(kind: kind, target: target, order: order.name, text: order.text))
  }
}

/// What the words of people about one order say of the rules that fire on it.
struct RuleVerdicts {
  /// Rule → whether it was right to fire; rules nobody spoke about are left out.
  private(set) var verdicts: [String: Bool] = [:]

  init(_ order: FeedbackCases.Order, _ outcome: OrderOutcome) {
    for fired in outcome.rules where fired.counts {
      if order.blamed.contains(fired.id) {
        verdicts[fired.id] = false
      } else if let isRight = Self.verdict(fired.label, order.wanted) {
        // Who gives one wrong label is wrong, whatever else it gives.
        verdicts[fired.id] = (verdicts[fired.id] ?? true) && isRight
      }
    }
    // A rule on trial is reviewed too, by those who blame it.
    for fired in outcome.rules where !fired.counts && order.blamed.contains(fired.id) {
      verdicts[fired.id] = false
    }
  }

  /// Nil where people said nothing about the label or its axis.
  private static func verdict(_ label: String, _ wanted: [String]) -> Bool? {
    if wanted.contains(label) { return true }
    let axis = FeedbackCases.Order.axis(of: label)
    guard FeedbackCases.Order.hasOneValue(axis) else { return nil }
    return wanted.contains { FeedbackCases.Order.axis(of: $0) == axis } ? false : nil
  }
}

extension OrderOutcome {
  /// Whether a rule fired, on trial or not.
  func fires(_ rule: String) -> Bool { rules.contains { $0.id == rule } }
}
