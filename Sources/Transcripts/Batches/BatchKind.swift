/// How the rows of a batch file are written.
package enum BatchKind: UInt8, Sendable {
  /// One JSON object a line.
  case jsonLines
  /// One JSON array of objects, or a single object.
  case json
  /// RFC 4180 with a row of column names; comma, semicolon or tab, whichever that row has most of.
  case csv
  /// The same with tabs.
  case tsv
  /// The sheets of a workbook, handed to the reader as CSV one after the other.
  case sheets

  /// The kind a file name promises, or nil where a file is one order.
  package init?(fileExtension: String) {
    switch fileExtension.lowercased() {
    case "jsonl", "ndjson": self = .jsonLines
    case "json": self = .json
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "xlsx", "xlsm": self = .sheets
    default: return nil
    }
  }

  /// Whether its rows are rows of cells under names of columns.
  var isTable: Bool { self == .csv || self == .tsv || self == .sheets }
}
