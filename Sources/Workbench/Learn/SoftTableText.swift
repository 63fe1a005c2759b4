package import RuleLanguage

/// A soft table as a file that diffs: one row a line, sorted, nothing that changes by itself.
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
    var lines = table.biases.map { (SoftTable.biasMark, taxonomy.labels[$0].id, $1) }
    lines += table.rows.map { ($0.ngram, taxonomy.labels[$0.label].id, $0.weight) }
    // By code point, so that every machine sorts alike.
    let sorted = lines.sorted { one, other in
      if one.0 != other.0 {
        return one.0.unicodeScalars.lexicographicallyPrecedes(other.0.unicodeScalars)
      }
      return one.1.unicodeScalars.lexicographicallyPrecedes(other.1.unicodeScalars)
    }
    return """
      # Written by `suqiu learn`: do not edit, learn anew. \(origin)
      # n-gram, \(table.axis.name), weight in thousandths of a logit; * is the bias of a label

      """ + sorted.map { "\($0.0)\t\($0.1)\t\($0.2)\n" }.joined()
  }
}
