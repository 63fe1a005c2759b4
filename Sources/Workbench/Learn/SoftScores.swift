internal import RuleLanguage

/// A soft table ready to be asked about n-grams and rules: what the engine does, in few lines.
struct SoftScores {
  private let biases: [Int: Int]
  private var weights: [UInt64: [(label: Int, weight: Int)]] = [:]

  init(_ table: SoftTable, _ features: SoftFeatures) {
    biases = table.biases
    for row in table.rows {
      guard let packed = features.packed(row: row.ngram) else { continue }
      weights[packed, default: []].append((row.label, row.weight))
    }
  }

  /// Label number → thousandths of a logit, for the labels the table names.
  func logits(_ grams: [UInt64]) -> [Int: Int] {
    var sums = biases
    for gram in grams {
      for (label, weight) in weights[gram] ?? [] { sums[label, default: 0] += weight }
    }
    return sums
  }
}
