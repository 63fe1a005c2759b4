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

  /// Judge → its evaluation over all orders; `both` only where the engine takes soft votes.
  package private(set) var evaluations: [Judge: Evaluation] = [:]
  package private(set) var writers: [String] = []

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
    let owners = corpus.orders.map { Self.writer(of: $0.file) }
    writers = Set(owners).sorted()
    let blank = [OrderOutcome](repeating: OrderOutcome(), count: corpus.orders.count)
    var outcomes: [Judge: [OrderOutcome]] = [.rules: blank, .soft: blank, .both: blank]
    // Rules alone means alone: tables that stand in the folder were learned from these orders.
    let plain = Self.engine(engine, with: [])
    for (done, writer) in writers.enumerated() {
      progress(done, writers.count)
      let left = corpus.orders.indices.filter { owners[$0] == writer }
      let tables = learner.tables(from: corpus.orders.indices.filter { owners[$0] != writer })
      let soft = SoftJudge(tables, taxonomy: engine.ruleSet.taxonomy)
      var byRules = OrderClassifier(engine: plain)
      var byBoth = OrderClassifier(engine: Self.engine(engine, with: tables))
      for order in left {
        outcomes[.rules]?[order] = byRules.outcome(of: corpus.orders[order].text)
        outcomes[.soft]?[order] = soft.outcome(learner, order)
        outcomes[.both]?[order] = byBoth.outcome(of: corpus.orders[order].text)
      }
    }
    progress(writers.count, writers.count)
    let isTaken = zip(outcomes[.rules] ?? [], outcomes[.both] ?? []).contains {
      $0.intent != $1.intent || $0.topics != $1.topics || $0.causes != $1.causes
    }
    for judge in Judge.allCases where judge != .both || isTaken {
      evaluations[judge] = Evaluation(
        corpus, outcomes[judge] ?? [], groups: engine.causeGroups)
    }
  }

  private static func engine(_ engine: RuleEngine, with tables: [SoftTable]) -> RuleEngine {
    var set = engine.ruleSet
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

  init(_ tables: [SoftTable], taxonomy: Taxonomy) {
    scores = zip(SoftAxis.allCases, tables).map { ($0, SoftScores($1)) }
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
      }
    }
    return outcome
  }
}
