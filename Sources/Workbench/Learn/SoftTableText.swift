package import RuleLanguage

/// A soft table as a file that diffs: a row for all that is weighed, a column for each label,
/// sorted, nothing that changes by itself.
package struct SoftTableText {
  private let table: SoftTable
  private let taxonomy: Taxonomy
  /// Where the weights come from, for the head of the file.
  private let origin: String

  package init(_ table: SoftTable, taxonomy: Taxonomy, origin: String) {
    self.table = table
    self.taxonomy = taxonomy
    self.origin = origin
  }

  package var text: String {
    let head = ([SoftTable.headMark] + table.labels.map { taxonomy.labels[$0].id })
      .joined(separator: "\t")
    let rows = table.features.indices.sorted {
      // By code point, so that every machine sorts alike.
      table.features[$0].unicodeScalars.lexicographicallyPrecedes(table.features[$1].unicodeScalars)
    }
    return """
      # Written by `suqiu learn`: do not edit, learn anew. \(origin)
      # Hundredths of a logit that an n-gram, a rule that fires or a label of rules alone gives; \(
        SoftTable.biasMark) is the bias.
      \(head)
      \(line(SoftTable.biasMark, table.biases))

      """ + rows.map { line(table.features[$0], weights($0)) + "\n" }.joined()
  }

  private func weights(_ row: Int) -> [Int] {
    let base = row * table.labels.count
    return table.weights[base..<(base + table.labels.count)].map { Int($0) }
  }

  private func line(_ feature: String, _ weights: [Int]) -> String {
    let cells = weights.map { $0 == 0 ? "" : "\($0 / SoftTable.fileUnit)" }
    return ([feature] + cells).joined(separator: "\t")
  }
}
