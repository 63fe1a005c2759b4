internal import RuleLanguage

/// A soft table ready to be asked about n-grams and rules: what the engine does, in few lines.
struct SoftScores {
  private let table: SoftTable
  private var rows: [UInt64: Int] = [:]

  init(_ table: SoftTable, _ features: SoftFeatures) {
    self.table = table
    for (row, feature) in table.features.enumerated() {
      if let packed = features.packed(row: feature) { rows[packed] = row }
    }
  }

  /// Label number → thousandths of a logit, for the labels the table names.
  func logits(_ grams: [UInt64]) -> [Int: Int] {
    var sums = table.biases
    for gram in grams {
      guard let row = rows[gram] else { continue }
      let base = row * sums.count
      for column in sums.indices { sums[column] += Int(table.weights[base + column]) }
    }
    return Dictionary(uniqueKeysWithValues: zip(table.labels, sums))
  }
}
