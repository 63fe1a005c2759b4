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
  /// Logit of each label before any n-gram, thousandths.
  let biases: [Int32]
  /// The labels with a soft vote, by axis.
  let labels: [[Int32]]
  /// By `Taxonomy.Axis.rawValue`.
  let policies: [SoftPolicy]
  /// Word number → n-gram, -1 = none.
  let ngramOfTerm: [Int32]

  /// No table at all.
  let isEmpty: Bool

  /// - Parameters:
  ///   - words: Gets the n-grams as words after those of the rules.
  ///   - fold: Folds an n-gram as the text is folded.
  init(_ ruleSet: RuleSet, words: inout WordTable, fold: (String) -> [UInt32]) {
    var numbers: [String: Int] = [:]
    var ngrams: [String] = []
    var rows: [[Weight]] = []
    var ruleRows = [[Weight]](repeating: [], count: ruleSet.rules.count)
    let ruleNumbers = Dictionary(
      ruleSet.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var biases = [Int32](repeating: 0, count: ruleSet.taxonomy.labels.count)
    var labels = [[Int32]](repeating: [], count: Taxonomy.Axis.allCases.count)
    for table in ruleSet.soft where ruleSet.policy.axis(table.axis).soft.scale != 0 {
      var named = Set(table.biases.keys)
      for (label, bias) in table.biases { biases[label] = Int32(bias) }
      for row in table.rows {
        named.insert(row.label)
        if row.ngram.hasPrefix(SoftTable.rulePrefix) {
          let id = String(row.ngram.dropFirst(SoftTable.rulePrefix.count))
          // Rules come and go while people tune them; a row of one that is gone says nothing.
          if let rule = ruleNumbers[id] {
            ruleRows[rule].append(Weight(label: Int32(row.label), value: Int32(row.weight)))
          }
          continue
        }
        let number = numbers[row.ngram] ?? ngrams.count
        if number == ngrams.count {
          numbers[row.ngram] = number
          ngrams.append(row.ngram)
          rows.append([])
        }
        rows[number].append(Weight(label: Int32(row.label), value: Int32(row.weight)))
      }
      labels[Int(table.axis.rawValue)] = named.sorted().map { Int32($0) }
    }
    let terms = ngrams.map { words.term(fold($0)) }
    var ngramOfTerm = [Int32](repeating: -1, count: words.words.count)
    for (number, term) in terms.enumerated() { ngramOfTerm[Int(term)] = Int32(number) }
    self.ngrams = ngrams
    lengths = terms.map { Int32(words.words[Int($0)].count) }
    adders = WeightRows(rows)
    ruleAdders = WeightRows(ruleRows)
    isEmpty = ngrams.isEmpty && ruleRows.allSatisfy(\.isEmpty)
    self.biases = biases
    self.labels = labels
    policies = Taxonomy.Axis.allCases.map { ruleSet.policy.axis($0).soft }
    self.ngramOfTerm = ngramOfTerm
  }
}
