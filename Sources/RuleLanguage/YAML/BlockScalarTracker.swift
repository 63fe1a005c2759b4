/// Follows `|` and `>` blocks line by line, since inside them anything may stand.
struct BlockScalarTracker {
  /// The column of what opened the block; lines indented deeper belong to it.
  private var parent: Int?

  /// Whether this line is the content of a block; the lines must come in order.
  mutating func isInside(_ line: String) -> Bool {
    let scalars = Array(line.unicodeScalars)
    guard let first = scalars.firstIndex(where: { $0 != " " }) else { return parent != nil }
    if let parent, first > parent { return true }
    parent = opens(scalars, from: first)
    return false
  }

  /// The column that content must pass, when the line ends in a block mark.
  private func opens(_ scalars: [Unicode.Scalar], from first: Int) -> Int? {
    var column = first
    var owner = first
    while column + 1 < scalars.count, scalars[column] == "-", scalars[column + 1] == " " {
      owner = column
      column += 2
      while column < scalars.count, scalars[column] == " " { column += 1 }
    }
    guard column < scalars.count, scalars[column] != "#" else { return nil }
    let words = String(String.UnicodeScalarView(scalars[column...])).split(separator: " ")
    let uncommented = words.prefix { !$0.hasPrefix("#") }
    guard let last = uncommented.last, let mark = last.first, mark == "|" || mark == ">",
      last.dropFirst().allSatisfy({ $0 == "-" || $0 == "+" || $0.isNumber })
    else { return nil }
    if uncommented.count == 1 { return owner }
    return uncommented[uncommented.count - 2].hasSuffix(":") ? column : nil
  }
}
