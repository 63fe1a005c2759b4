/// How often a rule or label is expected: `5..60 per day`, `..10 per hour`, `3.. per week`.
package struct Expectation: Equatable, Sendable {
  /// Orders a day; nil = no bound on that side.
  package var low: Double?
  package var high: Double?

  /// Reads the written form; nil for anything else.
  package init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 3, words[1] == "per", let days = Self.days[String(words[2])] else {
      return nil
    }
    let bounds = words[0].split(separator: "..", omittingEmptySubsequences: false)
    guard bounds.count == 2 else { return nil }
    for bound in bounds where !bound.isEmpty && Int(bound) == nil { return nil }
    low = Int(bounds[0]).map { Double($0) / days }
    high = Int(bounds[1]).map { Double($0) / days }
    guard low != nil || high != nil, (low ?? 0) >= 0, (low ?? 0) <= (high ?? .infinity) else {
      return nil
    }
  }

  private static let days = ["hour": 1.0 / 24, "day": 1, "week": 7, "month": 30]
}
