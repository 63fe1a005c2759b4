/// Finds the names a person may have meant.
package enum NearestName {
  /// At most four names, nearest first; none when nothing is near.
  package static func names(_ written: String, among names: some Sequence<String>) -> [String] {
    let wanted = Array(written.lowercased().unicodeScalars)
    guard !wanted.isEmpty else { return [] }
    var found: [(distance: Int, name: String)] = []
    for name in Set(names) {
      let letters = Array(name.lowercased().unicodeScalars)
      guard !letters.isEmpty else { continue }
      // A third of the letters may differ, but one always; a two-letter Chinese word shares one.
      let limit = max(1, max(wanted.count, letters.count) / 3)
      guard abs(wanted.count - letters.count) <= limit || isPart(wanted, letters) else { continue }
      let distance = isPart(wanted, letters) ? 1 : editDistance(wanted, letters)
      if distance <= limit { found.append((distance, name)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(4).map(\.name)
  }

  /// A help line such as "did you mean `停电`?", or nothing.
  package static func help(_ written: String, among names: some Sequence<String>) -> [String] {
    let near = self.names(written, among: names)
    guard !near.isEmpty else { return [] }
    return ["did you mean " + near.map { "`\($0)`" }.joined(separator: " or ") + "?"]
  }

  /// Whether one is a longer part of the other: `wait` of `long_wait`.
  private static func isPart(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard short.count >= 3 || (short.count == 2 && long.count <= 4 && short[0].value > 0x2E80)
    else { return false }
    return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
  }

  /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
  static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for (row, left) in a.enumerated() {
      var next = [row + 1]
      for (column, right) in b.enumerated() {
        var cost = min(last[column + 1], next[column]) + 1
        cost = min(cost, last[column] + (left == right ? 0 : 1))
        if row > 0, column > 0, left == b[column - 1], a[row - 1] == right {
          cost = min(cost, before[column - 1] + 1)
        }
        next.append(cost)
      }
      (before, last) = (last, next)
    }
    return last[b.count]
  }
}
