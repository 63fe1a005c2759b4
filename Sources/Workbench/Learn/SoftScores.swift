internal import RuleLanguage

/// A soft table ready to be asked about n-grams: what the engine does, in few lines.
struct SoftScores {
  private let biases: [Int: Int]
  private var weights: [UInt64: [(label: Int, weight: Int)]] = [:]

  init(_ table: SoftTable) {
    biases = table.biases
    for row in table.rows {
      var packed: UInt64 = 0
      for scalar in row.ngram.unicodeScalars { packed = packed << 21 | UInt64(scalar.value) }
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
