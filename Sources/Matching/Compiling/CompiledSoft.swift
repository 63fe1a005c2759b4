internal import RuleLanguage

/// Learned weights as tables: n-grams are numbered, each with a row of weights.
struct CompiledSoft: Sendable {
  /// What an n-gram says about a label.
  struct Weight: Sendable {
    var label: Int32
    /// Thousandths of a logit.
    var value: Int32
  }

  /// The n-grams as written, for evidence.
  let ngrams: [String]
  let lengths: [Int32]
  let adders: WeightRows
  /// What each rule weighs when it fires, by rule number.
  let ruleAdders: WeightRows
  /// What each label weighs when rules alone give it, by label number.
  let labelAdders: WeightRows
  /// Rules the tables have learned from, by rule number.
  let isLearned: [Bool]
  /// Logit of each label before any n-gram, thousandths; with what policy leans.
  let biases: [Int32]
  /// The labels with a soft vote, by axis.
  let labels: [[Int32]]
  /// By `Taxonomy.Axis.rawValue`.
  let policies: [SoftPolicy]
  /// Attributes that a table decides, by attribute number.
  let decidesAttribute: [Bool]
  /// Word number → n-gram, -1 = none.
  let ngramOfTerm: [Int32]

  /// No table at all.
  let isEmpty: Bool

  /// - Parameters:
  ///   - words: Gets the n-grams as words after those of the rules.
  ///   - fold: Folds an n-gram as the text is folded.
  init(_ ruleSet: RuleSet, words: inout WordTable, fold: (String) -> [UInt32]) {
    let taxonomy = ruleSet.taxonomy
    var rows = SoftRows(ruleSet)
    var biases = [Int32](repeating: 0, count: taxonomy.labels.count)
    var labels = [[Int32]](repeating: [], count: Taxonomy.Axis.allCases.count)
    var decidesAttribute = [Bool](repeating: false, count: taxonomy.attributes.count)
    for table in ruleSet.soft {
      let policy = ruleSet.policy.soft(table)
      guard policy.scale != 0 else { continue }
      for (label, bias) in zip(table.labels, table.biases) {
        biases[label] = Int32(bias + policy.lean[label, default: 0])
      }
      rows.add(table)
      labels[Int(table.axis.rawValue)] += table.labels.sorted().map { Int32($0) }
      if let place = taxonomy.attributes.firstIndex(where: { $0.name == table.attribute }) {
        decidesAttribute[place] = true
      }
    }
    let ngrams = rows.ngrams
    let terms = ngrams.map { words.term(fold($0)) }
    var ngramOfTerm = [Int32](repeating: -1, count: words.words.count)
    for (number, term) in terms.enumerated() { ngramOfTerm[Int(term)] = Int32(number) }
    self.ngrams = ngrams
    lengths = terms.map { Int32(words.words[Int($0)].count) }
    adders = WeightRows(rows.ngramRows)
    ruleAdders = WeightRows(rows.ruleRows)
    labelAdders = WeightRows(rows.labelRows)
    isLearned = rows.isLearned
    self.decidesAttribute = decidesAttribute
    isEmpty = labels.allSatisfy(\.isEmpty)
    self.biases = biases
    self.labels = labels
    policies = Taxonomy.Axis.allCases.map { ruleSet.policy.axis($0).soft }
    self.ngramOfTerm = ngramOfTerm
  }
}

/// The rows of all tables, put together by what they weigh.
private struct SoftRows {
  private(set) var ngrams: [String] = []
  private(set) var ngramRows: [[CompiledSoft.Weight]] = []
  private(set) var ruleRows: [[CompiledSoft.Weight]]
  private(set) var labelRows: [[CompiledSoft.Weight]]
  private(set) var isLearned: [Bool]
  private var numbers: [String: Int] = [:]
  private let ruleNumbers: [String: Int]
  private let taxonomy: Taxonomy

  init(_ ruleSet: RuleSet) {
    taxonomy = ruleSet.taxonomy
    ruleNumbers = Dictionary(
      ruleSet.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    ruleRows = [[CompiledSoft.Weight]](repeating: [], count: ruleSet.rules.count)
    labelRows = [[CompiledSoft.Weight]](repeating: [], count: taxonomy.labels.count)
    isLearned = [Bool](repeating: false, count: ruleSet.rules.count)
  }

  mutating func add(_ table: SoftTable) {
    for (row, feature) in table.features.enumerated() {
      let weights = weights(row, table)
      if feature.hasPrefix(SoftTable.rulePrefix) {
        // Rules come and go while people tune them; a row of one that is gone says nothing.
        guard let rule = ruleNumbers[String(feature.dropFirst(SoftTable.rulePrefix.count))] else {
          continue
        }
        ruleRows[rule] += weights
        isLearned[rule] = true
      } else if feature.hasPrefix(SoftTable.labelPrefix) {
        let key = String(feature.dropFirst(SoftTable.labelPrefix.count))
        if let label = taxonomy.number(key) { labelRows[label] += weights }
      } else {
        let number = numbers[feature] ?? ngrams.count
        if number == ngrams.count {
          numbers[feature] = number
          ngrams.append(feature)
          ngramRows.append([])
        }
        ngramRows[number] += weights
      }
    }
  }

  private func weights(_ row: Int, _ table: SoftTable) -> [CompiledSoft.Weight] {
    var weights: [CompiledSoft.Weight] = []
    let base = row * table.labels.count
    for (column, label) in table.labels.enumerated() where table.weights[base + column] != 0 {
      weights.append(
        CompiledSoft.Weight(label: Int32(label), value: table.weights[base + column]))
    }
    return weights
  }
}
