internal import RuleLanguage

/// Rows of cells in columns that stay straight where Han characters take two columns.
struct TextTable {
  private var rows: [[String]]
  private let indent: String

  /// The first column is set to the left, the others to the right.
  init(_ head: [String], indent: String = "  ") {
    rows = [head]
    self.indent = indent
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = indent
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - Self.width(cell))
        line += column == 0 ? cell + blanks : "  " + blanks + cell
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  static func width(_ text: String) -> Int { DisplayWidth.of(text.unicodeScalars) }
}

/// A figure with three digits behind the point, rounded half up, without a locale.
func three(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let digits = String(thousandths.magnitude % 1000)
  let sign = thousandths < 0 ? "-" : ""
  return sign + "\(thousandths.magnitude / 1000)." + String(repeating: "0", count: 3 - digits.count)
    + digits
}
