package import Matching
internal import RuleLanguage

/// Rules, soft tables and both, each writer's orders judged by tables learned from the others.
package struct LeaveWriterOut: Sendable {
  /// What decides.
  package enum Judge: String, CaseIterable, Sendable {
    case rules, soft, both

    package var name: String {
      switch self {
      case .rules: "rules alone"
      case .soft: "soft alone"
      case .both: "both"
      }
    }
  }

  /// Each judge's evaluation over all orders.
  package private(set) var evaluations: [Judge: Evaluation] = [:]
  package var writers: [String] { folds.map(\.writer) }
  let corpus: LabelledCorpus
  let engine: RuleEngine
  let folds: [WriterFold]

  /// The writer of a file: `orders-k1` to `orders-k6` are one person's, the others one each.
  package static func writer(of file: String) -> String {
    guard file.hasPrefix("orders-") else { return file }
    let stem = String(file.reversed().drop { $0.isNumber }.reversed())
    return stem == "orders-" ? file : stem
  }

  package init(
    _ corpus: LabelledCorpus, learner: SoftLearner, engine: RuleEngine,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    self.corpus = corpus
    self.engine = engine
    folds = WriterFold.all(corpus, learner, progress: progress)
    // Rules alone means alone: tables that stand in the folder were learned from these orders.
    var plain = OrderClassifier(engine: Self.engine(engine.ruleSet, with: []))
    var outcomes: [Judge: [OrderOutcome]] = [.both: outcomes(engine.ruleSet.policy)]
    outcomes[.rules] = corpus.orders.map { plain.outcome(of: $0.text) }
    var soft = [OrderOutcome](repeating: OrderOutcome(), count: corpus.orders.count)
    for fold in folds {
      let judge = SoftJudge(
        learner.axes, fold.tables, learner.features, taxonomy: engine.ruleSet.taxonomy)
      for order in fold.orders { soft[order] = judge.outcome(learner, order) }
    }
    outcomes[.soft] = soft
    for (judge, outcomes) in outcomes {
      evaluations[judge] = Evaluation(corpus, outcomes, groups: engine.causeGroups)
    }
  }

  /// What the production decision gives with both, under some policy.
  func outcomes(_ policy: Policy) -> [OrderOutcome] {
    var outcomes = [OrderOutcome](repeating: OrderOutcome(), count: corpus.orders.count)
    var set = engine.ruleSet
    set.policy = policy
    for fold in folds {
      var classifier = OrderClassifier(engine: Self.engine(set, with: fold.tables))
      for order in fold.orders {
        outcomes[order] = classifier.outcome(of: corpus.orders[order].text)
      }
    }
    return outcomes
  }

  /// A rule set with other soft tables, compiled.
  static func engine(_ ruleSet: RuleSet, with tables: [SoftTable]) -> RuleEngine {
    var set = ruleSet
    set.soft = tables
    guard let compiled = RuleEngine.compile(set).engine else {
      preconditionFailure("a set that compiled compiles with other soft tables too")
    }
    return compiled
  }
}

/// Decides by logits alone: the best intent, up to three topics and causes above their bars.
private struct SoftJudge {
  private let scores: [(axis: SoftAxis, scores: SoftScores)]
  private let taxonomy: Taxonomy

  init(
    _ axes: [SoftAxis], _ tables: [SoftTable], _ features: SoftFeatures, taxonomy: Taxonomy
  ) {
    scores = zip(axes, tables).map { ($0, SoftScores($1, features)) }
    self.taxonomy = taxonomy
  }

  func outcome(_ learner: SoftLearner, _ order: Int) -> OrderOutcome {
    var outcome = OrderOutcome()
    for (axis, scores) in scores {
      let ranked = learner.logits(scores, of: order)
        .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      let given = ranked.filter { Double($0.value) / 1000 >= axis.bar }
        .map { taxonomy.labels[$0.key].id }
      switch axis {
      case .intent: outcome.intent = given.first
      case .topic: outcome.topics = Array(given.prefix(3))
      case .cause: outcome.causes = Array(given.prefix(3))
      case .attribute(let name): outcome.attributes[name] = given.first
      }
    }
    return outcome
  }
}
