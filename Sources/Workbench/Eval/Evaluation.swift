package import Matching
internal import RuleLanguage

/// How rules did on labelled orders: everything `suqiu eval` tells.
package struct Evaluation: Sendable {
  /// Some orders of the corpus, such as those with one tag.
  package struct Part: Sendable {
    package var name: String
    package var counts: Counts
  }

  /// One order that was not right.
  package struct Miss: Sendable {
    package var order: LabelledOrder
    package var outcome: OrderOutcome
    package var score: ScoredOrder
  }

  package let counts: Counts
  /// How many labels each macro mean runs over.
  package let macroLabels: [EvalAxis: Int]
  package let figures: [Figure]
  package let files: [Part]
  package let tags: [Part]
  /// Wanted intent → found intent → orders; `-` where none was found.
  package let confusion: [String: [String: Int]]
  /// Worst first: most wrong labels, then id.
  package let misses: [Miss]
  package let rules: RuleUse
  /// Orders in which a rule met a limit.
  package let partialOrders: Int
  /// How often a topic or cause must be wanted for its F1 to count in the macro mean.
  package let support: Int

  package static let noIntent = "-"

  /// Scores outcomes against the corpus; both lists are in the same order.
  package init(
    _ corpus: LabelledCorpus, _ outcomes: [OrderOutcome], groups: [String: String],
    ruleIds: [String] = [], support: Int = 5
  ) {
    precondition(outcomes.count == corpus.orders.count, "one outcome for each order")
    let scores = zip(corpus.orders, outcomes).map { ScoredOrder($0, $1, groups: groups) }
    let layout = CountLayout(scores)
    let places = scores.map(layout.places)
    let counts = Self.sum(places, scores.indices, layout)
    let maker = FigureMaker(counts, support: support)
    let intervals = Bootstrap.intervals(places, layout: layout, maker: maker)
    figures = zip(zip(FigureMaker.names, maker.values(counts)), intervals).map {
      Figure(name: $0.0, value: $0.1, low: $1.low, high: $1.high)
    }
    macroLabels = Dictionary(
      uniqueKeysWithValues: EvalAxis.allCases.map { ($0, maker.labelCount($0)) })
    files = corpus.files.map { file in
      let chosen = scores.indices.filter { corpus.orders[$0].file == file }
      return Part(name: file, counts: Self.sum(places, chosen, layout))
    }
    tags = Self.tags(corpus).map { tag in
      let chosen = scores.indices.filter { corpus.orders[$0].tags.contains(tag) }
      return Part(name: tag, counts: Self.sum(places, chosen, layout))
    }
    var confusion: [String: [String: Int]] = [:]
    for score in scores {
      let wanted = score.intent.hits.first ?? score.intent.misses.first ?? Self.noIntent
      let found = score.intent.hits.first ?? score.intent.falseAlarms.first ?? Self.noIntent
      confusion[wanted, default: [:]][found, default: 0] += 1
    }
    self.confusion = confusion
    misses = scores.indices.filter { !scores[$0].isExact }
      .map { Miss(order: corpus.orders[$0], outcome: outcomes[$0], score: scores[$0]) }
      .sorted {
        $0.score.errorCount != $1.score.errorCount
          ? $0.score.errorCount > $1.score.errorCount : $0.order.id < $1.order.id
      }
    rules = RuleUse(ruleIds: ruleIds, outcomes: outcomes)
    partialOrders = outcomes.count { $0.isPartial }
    self.counts = counts
    self.support = support
  }

  /// Classifies a corpus with an engine and scores what comes out.
  package init(
    _ corpus: LabelledCorpus, engine: RuleEngine, support: Int = 5,
    progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) {
    var classifier = OrderClassifier(engine: engine)
    var outcomes: [OrderOutcome] = []
    for order in corpus.orders {
      outcomes.append(classifier.outcome(of: order.text))
      progress(outcomes.count, corpus.orders.count)
    }
    self.init(
      corpus, outcomes, groups: engine.causeGroups,
      ruleIds: engine.ruleSet.rules.filter { $0.status == .active }.map(\.id), support: support)
  }

  /// The value of a figure by its name.
  package func figure(_ name: String) -> Figure? {
    if name == RuleUse.shareName {
      let share = rules.singleHitShare
      return Figure(name: name, value: share, low: share, high: share)
    }
    return figures.first { $0.name == name }
  }

  /// Every name a gate may use.
  package static let figureNames = FigureMaker.names + [RuleUse.shareName]

  private static func sum(
    _ places: [[Int32]], _ chosen: some Sequence<Int>, _ layout: CountLayout
  ) -> Counts {
    var counts = Counts(layout: layout)
    for order in chosen { counts.add(places[order]) }
    return counts
  }

  /// Tags, the most frequent first.
  private static func tags(_ corpus: LabelledCorpus) -> [String] {
    var sizes: [String: Int] = [:]
    for order in corpus.orders {
      for tag in Set(order.tags) { sizes[tag, default: 0] += 1 }
    }
    return sizes.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map(\.key)
  }
}

extension RuleEngine {
  /// Cause → its group.
  package var causeGroups: [String: String] {
    var groups: [String: String] = [:]
    for label in ruleSet.taxonomy.labels where label.axis == .cause {
      groups[label.id] = label.group
    }
    return groups
  }
}
