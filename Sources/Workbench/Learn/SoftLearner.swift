package import Matching
package import RuleLanguage
internal import Transcripts

/// Learns soft tables from labelled orders; texts are read once, learning may run many times.
package struct SoftLearner: Sendable {
  let orders: [LabelledOrder]
  /// The n-grams of each order and the rules that fire on it, packed and sorted.
  private let grams: [[UInt64]]
  /// How rules stand among the n-grams.
  let features: SoftFeatures
  private let taxonomy: Taxonomy
  private let settings: LearnSettings

  package init(_ corpus: LabelledCorpus, engine: RuleEngine, settings: LearnSettings) {
    orders = corpus.orders
    taxonomy = engine.ruleSet.taxonomy
    self.settings = settings
    let reader = OrderGrams(engine: engine, length: settings.length)
    features = SoftFeatures(ruleIds: engine.ruleSet.rules.map(\.id))
    var classifier = OrderClassifier(engine: engine)
    var document = Document()
    var grams: [[UInt64]] = []
    for order in corpus.orders {
      let fired = classifier.outcome(of: order.text).rules.filter(\.counts).map(\.id)
      // Rules are numbered above all n-grams, so the list stays sorted.
      grams.append(
        reader.grams(of: order.text, using: &document) + features.packed(rules: fired))
    }
    self.grams = grams
  }

  /// The table of one axis, learned from some of the orders.
  package func table(_ axis: SoftAxis, from chosen: [Int]) -> SoftTable {
    let labels = taxonomy.labels.indices.filter { taxonomy.labels[$0].axis.name == axis.rawValue }
    let numbers = Dictionary(
      uniqueKeysWithValues: labels.enumerated().map { (taxonomy.labels[$1].id, Int32($0)) })
    let vocabulary = vocabulary(chosen)
    let chosenFeatures = chosen.map { order in grams[order].compactMap { vocabulary[$0] } }
    let targets = chosen.map { order in
      Set(axis.labels(of: orders[order])).compactMap { numbers[$0] }.sorted()
    }
    let model = LogisticLearner(settings: settings, isExclusive: axis.isExclusive).learn(
      features: chosenFeatures, featureCount: vocabulary.count, targets: targets,
      labelCount: labels.count)
    var sizes = [Int](repeating: 0, count: vocabulary.count)
    for order in chosenFeatures { for feature in order { sizes[Int(feature)] += 1 } }
    let words = vocabulary.sorted { $0.value < $1.value }.map { features.text($0.key) }
    return Pruning(
      model: model, words: words, sizes: sizes, orderCount: chosen.count, labels: labels
    ).table(axis, limit: axis.rowLimit)
  }

  /// All three tables.
  package func tables(from chosen: [Int]) -> [SoftTable] {
    SoftAxis.allCases.map { table($0, from: chosen) }
  }

  /// All orders.
  package var all: [Int] { Array(orders.indices) }

  /// The logits a table gives an order, in thousandths, by label number.
  func logits(_ table: SoftScores, of order: Int) -> [Int: Int] { table.logits(grams[order]) }

  /// N-grams that stand in enough orders → feature number, in the order of their characters.
  private func vocabulary(_ chosen: [Int]) -> [UInt64: Int32] {
    var sizes: [UInt64: Int] = [:]
    for order in chosen { for gram in grams[order] { sizes[gram, default: 0] += 1 } }
    let kept = sizes.filter { $0.value >= settings.leastOrders }.keys.sorted()
    return Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, Int32($0)) })
  }
}

/// Cuts a model down to the rows that matter and to whole thousandths.
private struct Pruning {
  let model: LogisticModel
  let words: [String]
  /// In how many orders each feature stands.
  let sizes: [Int]
  let orderCount: Int
  let labels: [Int]

  private struct Candidate {
    var feature: Int
    var label: Int
    var weight: Int
    var strength: Double
  }

  /// Keeps the strongest rows, those that move logits most over the orders.
  ///
  /// What the rows cut off gave on average goes into the bias, so that logits stay where they
  /// were learned.
  func table(_ axis: SoftAxis, limit: Int) -> SoftTable {
    var candidates: [Candidate] = []
    for feature in words.indices {
      let part = Double(sizes[feature]) / Double(max(1, orderCount))
      for label in labels.indices {
        let weight = model.weights[feature * labels.count + label]
        let thousandths = Int((weight * 1000).rounded())
        guard thousandths != 0 else { continue }
        candidates.append(
          Candidate(
            feature: feature, label: label, weight: thousandths,
            strength: weight * weight * part * (1 - part)))
      }
    }
    candidates.sort {
      if $0.strength != $1.strength { return $0.strength > $1.strength }
      return ($0.feature, $0.label) < ($1.feature, $1.label)
    }
    var biases = model.biases
    for candidate in candidates.dropFirst(limit) {
      biases[candidate.label] +=
        Double(candidate.weight) / 1000 * Double(sizes[candidate.feature])
        / Double(max(1, orderCount))
    }
    let rows = candidates.prefix(limit).map {
      SoftTable.Row(ngram: words[$0.feature], label: labels[$0.label], weight: $0.weight)
    }
    let axis = Taxonomy.Axis.allCases.first { $0.name == axis.rawValue } ?? .intent
    return SoftTable(
      axis: axis, rows: rows,
      biases: Dictionary(
        uniqueKeysWithValues: labels.indices.map {
          (labels[$0], Int((biases[$0] * 1000).rounded()))
        }))
  }
}
