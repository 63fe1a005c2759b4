package import Matching
package import RuleLanguage
internal import Transcripts

/// Learns soft tables from labelled orders; texts are read once, learning may run many times.
package struct SoftLearner: Sendable {
  let orders: [LabelledOrder]
  /// The n-grams of each order, the rules that fire on it and the labels rules alone give it,
  /// packed and sorted.
  private let grams: [[UInt64]]
  /// How rules and labels stand among the n-grams.
  let features: SoftFeatures
  package let axes: [SoftAxis]
  private let taxonomy: Taxonomy
  private let settings: LearnSettings

  package init(_ corpus: LabelledCorpus, engine: RuleEngine, settings: LearnSettings) {
    orders = corpus.orders
    taxonomy = engine.ruleSet.taxonomy
    axes = SoftAxis.all(taxonomy)
    self.settings = settings
    let reader = OrderGrams(engine: engine, length: settings.length)
    let features = SoftFeatures(engine.ruleSet)
    self.features = features
    // What rules give must be what they give alone: tables of the folder stay out of it.
    var classifier = OrderClassifier(engine: LeaveWriterOut.engine(engine.ruleSet, with: []))
    var document = Document()
    var grams: [[UInt64]] = []
    for order in corpus.orders {
      let outcome = classifier.outcome(of: order.text)
      // Names are numbered above all n-grams, so the list stays sorted.
      grams.append(
        reader.grams(of: order.text, using: &document) + features.packed(Self.names(outcome)))
    }
    self.grams = grams
  }

  /// The rows of a table that an order meets besides its n-grams.
  private static func names(_ outcome: OrderOutcome) -> [String] {
    let labels =
      [outcome.intent].compactMap { $0 }.map { "intent:" + $0 }
      + outcome.topics.map { "topic:" + $0 } + outcome.causes.map { "cause:" + $0 }
      + outcome.attributes.map { $0.key + ":" + $0.value }
    return outcome.rules.filter(\.counts).map { SoftTable.rulePrefix + $0.id }
      + labels.map { SoftTable.labelPrefix + $0 }
  }

  /// The table of one axis, learned from some of the orders.
  package func table(_ axis: SoftAxis, from chosen: [Int]) -> SoftTable {
    let judged = chosen.filter { axis.labels(of: orders[$0]) != nil }
    let empty = axis.table
    let labels = taxonomy.labels.indices.filter {
      taxonomy.labels[$0].axis == empty.axis
        && (empty.attribute == nil || taxonomy.labels[$0].group == empty.attribute)
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: labels.enumerated().map { (taxonomy.labels[$1].id, Int32($0)) })
    let vocabulary = vocabulary(judged)
    let model = LogisticLearner(
      fitting: axis.fitting, seed: settings.seed, isExclusive: axis.isExclusive
    ).learn(
      features: judged.map { order in grams[order].compactMap { vocabulary[$0] } },
      featureCount: vocabulary.count,
      targets: judged.map { order in
        Set(axis.labels(of: orders[order]) ?? []).compactMap { numbers[$0] }.sorted()
      }, labelCount: labels.count)
    return rounded(model, vocabulary, labels, into: empty)
  }

  /// All tables.
  package func tables(from chosen: [Int]) -> [SoftTable] { axes.map { table($0, from: chosen) } }

  /// All orders.
  package var all: [Int] { Array(orders.indices) }

  /// The logits a table gives an order, in thousandths, by label number.
  func logits(_ table: SoftScores, of order: Int) -> [Int: Int] { table.logits(grams[order]) }

  /// What stands in enough orders → feature number, in the order of the characters.
  ///
  /// A rule or a label says enough even when it is rare: it is a meaning, not a chance pair.
  private func vocabulary(_ chosen: [Int]) -> [UInt64: Int32] {
    var sizes: [UInt64: Int] = [:]
    for order in chosen { for gram in grams[order] { sizes[gram, default: 0] += 1 } }
    let kept = sizes.filter { features.isName($0.key) || $0.value >= settings.leastOrders }
      .keys.sorted()
    return Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, Int32($0)) })
  }

  /// The model in whole hundredths of a logit, as files hold it; rows of nothing are left out.
  private func rounded(
    _ model: LogisticModel, _ vocabulary: [UInt64: Int32], _ labels: [Int],
    into empty: SoftTable
  ) -> SoftTable {
    let unit = SoftTable.fileUnit
    let round = { (weight: Double) in Int((weight * 1000 / Double(unit)).rounded()) * unit }
    var table = empty
    table.labels = labels
    table.biases = model.biases.map(round)
    for (packed, number) in vocabulary.sorted(by: { $0.value < $1.value }) {
      let base = Int(number) * labels.count
      let weights = model.weights[base..<(base + labels.count)].map { Int32(round($0)) }
      // A rule is named even when it weighs nothing: learning has seen it.
      guard features.isName(packed) || weights.contains(where: { $0 != 0 }) else { continue }
      table.features.append(features.text(packed))
      table.weights += weights
    }
    return table
  }
}
