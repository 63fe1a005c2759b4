/// Lines of comma-separated values, RFC 4180.
package enum CSV {
  /// The cells as a line with its ending.
  package static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",") + "\r\n"
  }

  /// Text a spreadsheet would run as a formula is kept from it by an apostrophe; numbers stay.
  ///
  /// Looks at code points, not characters: a mark above a sign does not hide it.
  static func cell(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)
    if let first = scalars.first, formulaSigns.contains(first), Double(text) == nil {
      scalars.insert("'", at: 0)
    }
    guard scalars.contains(where: quoted.contains) else {
      return String(String.UnicodeScalarView(scalars))
    }
    let doubled = scalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
  }

  private static let formulaSigns: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
  ]
  private static let quoted: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
}
